import { CancellationScope, condition, sleep } from '@temporalio/workflow';
import type { ReportRun } from './run.ts';

/**
 * Looks at the run again where nothing moves: a page that hangs brings no event by itself.
 *
 * Two events for a run that moves, five for each standstill or each three minutes of thirty, so fifty at the most.
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
    await sleep(run.standstillAtMs - Date.now(), { summary: 'If nothing moves until then, the report is at risk' });
    run.look();
  }
}
