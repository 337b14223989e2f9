import { setTimeout as sleep } from 'node:timers/promises';
import type { Due } from './plan.ts';

/** Does each thing when it is due, whether or not an earlier one is still under way; fulfils when all are done. */
export async function inTime<T, R>(
  plan: readonly Due<T>[],
  act: (what: T) => Promise<R>,
  signal: AbortSignal,
): Promise<R[]> {
  const startedAt = performance.now();
  const begun: Promise<R>[] = [];
  for (const { atMs, what } of plan) {
    await sleep(Math.max(0, atMs - (performance.now() - startedAt)), undefined, { signal });
    const done = act(what);
    // Told at the end.
    done.catch(() => undefined);
    begun.push(done);
  }
  return Promise.all(begun);
}
