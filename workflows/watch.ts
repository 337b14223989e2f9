import { CancellationScope, condition, sleep } from '@temporalio/workflow';
import type { ReportRun } from './run.ts';
import { utcTime } from './utc-time.ts';

/**
 * Looks at the run again where nothing moves: a page that hangs brings no event by itself.
 *
 * Two events for a run that moves, five for each look. Any two sleeps in a row are at least as long as a standstill, so
 * thirty minutes see twenty looks at the most.
 */
export async function whileWatching<T>(run: ReportRun, story: () => Promise<T>): Promise<T> {
  const watch = new CancellationScope();
  watch.run(() => lookAgain(run)).catch(() => undefined);
  try {
    return await story();
  } finally {
    watch.cancel();
  }
}

async function lookAgain(run: ReportRun): Promise<never> {
  for (;;) {
    await condition(() => !run.standsStill());
    const summary = `At risk if nothing has moved by ${utcTime(run.standstillAtMs)}`;
    await sleep(run.standstillAtMs - Date.now(), { summary });
    run.look();
  }
}
