import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from './last-lines.ts';
import type { ServerProcess } from './server-process.ts';
import { StackFault } from './stack-fault.ts';
import { stillAtIt } from './still-at-it.ts';

export interface Readiness {
  /** Asks the server itself; false or a rejection means not yet. */
  answers(): Promise<boolean>;
  withinMs: number;
  say(line: string): void;
  signal?: AbortSignal | undefined;
}

/** @throws StackFault with the end of its log when it ends by itself or stays silent too long */
export async function untilReady(server: ServerProcess, { answers, withinMs, say, signal }: Readiness): Promise<void> {
  const finishProgress = stillAtIt(`starting ${server.name}`, say);
  const lastMoment = performance.now() + withinMs;
  try {
    while (!(await answers().catch(() => false))) {
      signal?.throwIfAborted();
      if (server.end !== undefined) throw fault(server, `ended while starting (${server.end})`);
      if (performance.now() > lastMoment) throw fault(server, `did not answer within ${withinMs / 1000} s`);
      await sleep(50);
    }
  } finally {
    finishProgress();
  }
}

function fault(server: ServerProcess, what: string): StackFault {
  return new StackFault(`${server.name} ${what}; its log is ${server.log} and ends:\n${lastLines(server.log)}`);
}
