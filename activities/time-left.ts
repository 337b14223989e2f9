import { activityInfo } from '@temporalio/activity';

/**
 * Counts a window down, in milliseconds, monotonic and never below 0. Earlier attempts are counted by the server's clock,
 * so that a worker whose own clock is wrong keeps the time all the same.
 *
 * @param windowMs the window when the step was first scheduled
 */
export function timeLeft(windowMs: number): () => number {
  const { scheduledTimestampMs, currentAttemptScheduledTimestampMs } = activityInfo();
  const endsAt = performance.now() + windowMs - (currentAttemptScheduledTimestampMs - scheduledTimestampMs);
  return () => Math.max(0, endsAt - performance.now());
}
