import { cancellationSignal } from '@temporalio/activity';
import { ActivityFailure, ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { ReportError } from '../report/errors.ts';
import { reportFailure } from '../workflows/failure.ts';

/**
 * The edge of every step: what it throws becomes a failure that may stand in a history.
 *
 * Errors of the catalogue keep their code. Anything else is a fault of ours or of a library, whose message may quote what it
 * choked on (JSON.parse quotes the text it could not read): only its class and the place in the code are kept.
 */
export async function atTheEdge<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw failureOf(error);
  }
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

/** `TypeError in writePage (activities/write-page.ts:40:12)`, never the message. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frame = /^\s+at (.*)$/m.exec(framesOf(error))?.[1] ?? '';
  return `${error.name}${frame === '' ? '' : ` in ${withoutFolders(frame)}`}`;
}

/** A stack repeats the message, whose lines may look like frames; where it cannot be taken off, nothing is told. */
function framesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  return at < 0 ? '' : stack.slice(at + message.length);
}

function withoutFolders(frame: string): string {
  return frame.replaceAll(/(?:file:\/\/)?[^\s()]*\/([^/\s()]+\/[^/\s()]+)/g, '$1');
}
