import { CancellationScope, sleep } from '@temporalio/workflow';
import { isCutShort } from './cut-short.ts';
import { utcTime } from './utc-time.ts';

/** The step did not end in its time. (A request to cancel the run is told apart: that stays a cancellation.) */
export class TimeIsUp extends Error {}

/**
 * Runs `step` until an instant of the server's clock, then cancels what it has under way.
 *
 * @param summary what the timer is called in the Temporal UI, with the instant
 * @throws TimeIsUp; whatever `step` throws, once everything else it had started is cancelled
 */
export async function until<T>(instantMs: number, summary: string, step: () => Promise<T>): Promise<T> {
  const leftMs = instantMs - Date.now();
  if (leftMs <= 0) throw new TimeIsUp();
  const run = CancellationScope.current();
  const work = new CancellationScope();
  const clock = new CancellationScope();
  let isUp = false;
  const alarm = async () => {
    await sleep(leftMs, { summary: `${summary} by ${utcTime(instantMs)}` });
    isUp = true;
    work.cancel();
  };
  clock.run(alarm).catch(() => undefined);
  try {
    return await work.run(step);
  } catch (error) {
    if (isUp && isCutShort(error) && !run.consideredCancelled) throw new TimeIsUp();
    throw error;
  } finally {
    clock.cancel();
    work.cancel();
  }
}
