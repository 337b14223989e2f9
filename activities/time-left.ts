import { activityInfo } from '@temporalio/activity';

/**
 * What is left of a window for this attempt, in milliseconds. Earlier attempts are counted by the server's clock, so that
 * a worker whose own clock is wrong keeps the time all the same.
 *
 * @param windowMs the window when the step was first scheduled
 */
export function timeLeftMs(windowMs: number): number {
  const { scheduledTimestampMs, currentAttemptScheduledTimestampMs } = activityInfo();
  return Math.max(0, windowMs - (currentAttemptScheduledTimestampMs - scheduledTimestampMs));
}
