import { join } from 'node:path';
import { CHECKOUT } from './stack/checkout.ts';
import type { ServerCommand } from './stack/server-process.ts';

/**
 * A worker as an operator runs it: a process of its own, configured by the environment alone.
 *
 * @param env what the stack says; it wins over this process's own
 */
export function workerCommand(env: Readonly<Record<string, string>>, log: string): ServerCommand {
  return {
    name: 'worker',
    command: process.execPath,
    args: ['--max-old-space-size=1024', join(CHECKOUT, 'dev', 'run.mjs'), 'worker'],
    env: { ...process.env, ...env },
    log,
    mark: join('dev', 'run.mjs'),
  };
}
