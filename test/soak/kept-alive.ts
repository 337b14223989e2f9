import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from '../../dev/stack/server-process.ts';

/** A worker as an orchestrator keeps it: whenever it has ended, the next one is started. */
export interface KeptAlive {
  /** SIGKILL. @param awayMs until the next one is started */
  kill(awayMs: number): void;
  /** Stands still, and goes on; fulfils when it does. */
  freeze(ms: number): Promise<void>;
  /** Asks the last one to end. */
  stop(): Promise<void>;
  readonly starts: number;
}

/** A worker that cannot reach Temporal ends at its start: not in a busy loop. */
const PAUSE_MS = 1_000;

/** @param start the so manieth of them */
export function keptAlive(start: (no: number) => ServerProcess): KeptAlive {
  let starts = 1;
  let current = start(starts);
  let isStopping = false;
  let awayMs = PAUSE_MS;
  const keeping = (async () => {
    for (;;) {
      await current.ended;
      if (isStopping) return;
      await sleep(awayMs);
      awayMs = PAUSE_MS;
      if (isStopping) return;
      starts += 1;
      current = start(starts);
    }
  })();
  // Once the stack is told to stop, it starts nothing any more.
  keeping.catch(() => undefined);
  return {
    kill: (ms) => {
      awayMs = ms;
      signal(current, 'SIGKILL');
    },
    freeze: async (ms) => {
      const frozen = current;
      signal(frozen, 'SIGSTOP');
      await sleep(ms);
      signal(frozen, 'SIGCONT');
    },
    stop: async () => {
      isStopping = true;
      await current.stop(40_000);
      await keeping;
    },
    get starts() {
      return starts;
    },
  };
}

/** To it and all it started; one that has ended gets none. */
function signal({ pid, end }: ServerProcess, name: NodeJS.Signals): void {
  if (end === undefined) process.kill(-pid, name);
}
