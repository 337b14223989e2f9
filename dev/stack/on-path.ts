import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { StackFault } from './stack-fault.ts';

/** @throws StackFault saying `advice` when no folder of the PATH has the program */
export function onPath(program: string, advice: string, env: NodeJS.ProcessEnv = process.env): string {
  const found = lookUp(program, env);
  if (found === undefined) throw new StackFault(`${program} was not found on the PATH: ${advice}.`);
  return found;
}

export function lookUp(program: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = env['PATH']?.split(delimiter).filter((folder) => folder !== '') ?? [];
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
