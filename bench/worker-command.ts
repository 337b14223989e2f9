import { join } from 'node:path';
import type { ServerCommand } from '../dev/stack/server-process.ts';

/** The built worker, with the heap that the README names for one. */
export function workerCommand(program: string, env: NodeJS.ProcessEnv, folder: string): ServerCommand {
  return {
    name: 'worker',
    command: process.execPath,
    args: ['--max-old-space-size=1024', program],
    env,
    log: join(folder, 'worker.log'),
    mark: program,
  };
}
