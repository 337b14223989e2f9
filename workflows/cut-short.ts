import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';

/**
 * Whether a step ended because it was told to stop. So did an attempt that failed or fell silent on its way out: it is
 * not repeated for no other reason. A final no (nonRetryable) stays its own word.
 */
export function isCutShort(error: unknown): boolean {
  if (isCancellation(error)) return true;
  if (!(error instanceof ActivityFailure) || error.retryState !== 'CANCEL_REQUESTED') return false;
  return !(error.cause instanceof ApplicationFailure && error.cause.nonRetryable);
}
