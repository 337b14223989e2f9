import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until there is an answer. @throws naming what was waited for */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { withinMs = 60_000, everyMs = 100 } = {},
): Promise<T> {
  const startedAt = performance.now();
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() - startedAt > withinMs) throw new Error(`waited ${withinMs} ms for ${what}`);
    await sleep(everyMs);
  }
}
