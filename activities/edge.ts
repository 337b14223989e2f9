import { cancellationSignal } from '@temporalio/activity';
import { ActivityFailure, ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import { placeOf } from '../report/error-place.ts';
import { isReportErrorCode, ReportError } from '../report/errors.ts';
import type { Metrics } from '../report/metrics.ts';
import { reportFailure } from '../workflows/failure.ts';

/**
 * The edge of every step: what it throws becomes a failure that may stand in a history, and is counted by its code.
 *
 * Errors of the catalogue keep their code. Anything else is a fault of ours or of a library, whose message may quote what it
 * choked on (JSON.parse quotes the text it could not read): only its class and the place in the code are kept.
 */
export async function atTheEdge<T>(metrics: Metrics, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const failure = failureOf(error);
    const code = isIncident(failure) ? failure.type : null;
    if (isReportErrorCode(code)) metrics.count('course_report_failed_attempts_total', { code });
    throw failure;
  }
}

function isIncident(failure: Error): failure is ApplicationFailure {
  return failure instanceof ApplicationFailure && failure.category !== ApplicationFailureCategory.BENIGN;
}

function failureOf(error: unknown): Error {
  if (error instanceof CancelledFailure || error instanceof ApplicationFailure || error instanceof ActivityFailure)
    return error;
  if (isStopped()) return new CancelledFailure('stopped');
  if (error instanceof ReportError) {
    const delay = error.retryAfterMs === null ? {} : { nextRetryDelayMs: error.retryAfterMs };
    return reportFailure(error.code, error.holes, delay);
  }
  return reportFailure('Unexpected', { what: placeOf(error) });
}

function isStopped(): boolean {
  return cancellationSignal().aborted;
}
