import { join } from 'node:path';
import { CHECKOUT } from './stack/checkout.ts';
import type { ServerCommand } from './stack/server-process.ts';

/**
 * A portal as an operator runs it: a process of its own, configured by the environment alone.
 *
 * @param env what the stack says; it wins over this process's own
 */
export function portalCommand(env: Readonly<Record<string, string>>, log: string): ServerCommand {
  return {
    name: 'portal',
    command: process.execPath,
    args: [join(CHECKOUT, 'dev', 'run.mjs'), 'portal'],
    env: { ...process.env, ...env },
    log,
    mark: join('dev', 'run.mjs'),
  };
}
