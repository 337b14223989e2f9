import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A program of test/stack/fixtures in a process of its own, killed at the end of the test if it still runs. */
export function runFixture(name: string, ...args: string[]): ChildProcess {
  const file = fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
  return run(['--import', 'tsx', file, ...args]);
}

/** In a process group of its own, as servers are. */
export function runDetached(args: string[]): ChildProcess {
  return run(args, process.env, true);
}

export function run(args: string[], env: NodeJS.ProcessEnv = process.env, detached = false): ChildProcess {
  const child = spawn(process.execPath, args, { env, detached, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** The first line on its stdout that matches. */
export async function lineFrom(child: ChildProcess, pattern: RegExp): Promise<string> {
  if (child.stdout === null) throw new Error('its stdout is not a pipe');
  for await (const line of createInterface(child.stdout)) if (pattern.test(line)) return line;
  throw new Error(`it ended without a line like ${pattern}`);
}

export async function kill9(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
