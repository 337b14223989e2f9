import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { lastLines } from './last-lines.ts';
import { killGroup, killGroupAtExit } from './process-group.ts';
import { stillAtIt } from './still-at-it.ts';
import { StackFault } from './stack-fault.ts';

export interface BuildStep {
  /** As in "building Temporal": begins the progress lines and the fault. */
  what: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  log: string;
  say(line: string): void;
  signal?: AbortSignal | undefined;
}

/** Runs a build tool to its end, with its output in `log` and a line of progress every ten seconds. */
export async function runBuildStep({ what, command, args, env, cwd, log, say, signal }: BuildStep): Promise<void> {
  const output = openSync(log, 'w');
  const child = spawn(command, args, { env, cwd, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  const forget = killGroupAtExit(child);
  const stop = () => killGroup(child, 'SIGKILL');
  signal?.addEventListener('abort', stop);
  const finishProgress = stillAtIt(what, say);
  try {
    const [code, killer] = await once(child, 'close');
    signal?.throwIfAborted();
    if (code !== 0)
      throw new StackFault(
        `${what} failed (${killer ?? `exit code ${code}`}); the log is ${log} and ends:\n${lastLines(log)}`,
      );
  } finally {
    finishProgress();
    forget();
    signal?.removeEventListener('abort', stop);
  }
}
