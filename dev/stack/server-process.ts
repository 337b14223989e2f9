import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { killGroup, killGroupAtExit } from './process-group.ts';

export interface ServerCommand {
  /** For people: Cassandra, Temporal, inbox. */
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Takes stdout and stderr; begun anew at each start. */
  log: string;
  /** A part of its command line by which a later start knows a leftover from a stranger with the same pid. */
  mark: string;
}

export interface ServerProcess {
  readonly name: string;
  readonly log: string;
  readonly pid: number;
  readonly mark: string;
  /** Fulfils when it has ended, with how: "exit code 3", "signal SIGKILL". */
  readonly ended: Promise<string>;
  /** undefined while it runs. */
  readonly end: string | undefined;
  /** Asks, then kills after `patienceMs`; fulfils when it has ended. */
  stop(patienceMs?: number): Promise<void>;
}

/** @throws when the command cannot be run at all */
export function startServerProcess({ name, command, args, env, log, mark }: ServerCommand): ServerProcess {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  const child = spawn(command, args, { env, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  const forget = killGroupAtExit(child);
  let end: string | undefined;
  const ended = new Promise<string>((resolve) => {
    const finish = (how: string) => {
      forget();
      resolve((end ??= how));
    };
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code, signal) => finish(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  const stop = async (patienceMs = 10_000) => {
    if (end !== undefined) return;
    killGroup(child, 'SIGTERM');
    const force = setTimeout(() => killGroup(child, 'SIGKILL'), patienceMs);
    await ended;
    clearTimeout(force);
  };
  return {
    name,
    log,
    pid: child.pid ?? 0,
    mark,
    ended,
    stop,
    get end() {
      return end;
    },
  };
}
