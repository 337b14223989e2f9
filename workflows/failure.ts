import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { adviceOf, errorSpec, errorText, type ErrorHoles, type ReportErrorCode } from '../report/errors.ts';

/** Failures are stored whole in every history; a text beyond this is cut (a result over 2 MB would loop for ever). */
const LONGEST_TEXT = 2_048;

export interface FailureOptions {
  /** First detail, before the holes: facts that a reader without the archive needs. */
  readonly facts?: unknown;
  readonly nextRetryDelayMs?: number;
  /** A refusal is an answer and waiting is no incident: kept out of error logs and failure metrics. */
  readonly isExpected?: boolean;
}

/** A hole is an id, a count or a place in the code. */
const LONGEST_HOLE = 256;

function cut(holes: ErrorHoles): ErrorHoles {
  const entries = Object.entries(holes);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, LONGEST_HOLE) : value]),
  );
}

/** A catalogue code as Temporal's failure: `type` is the code, retry as the catalogue says, no cause and no foreign text. */
export function reportFailure(
  code: ReportErrorCode,
  holes: ErrorHoles = {},
  options: FailureOptions = {},
): ApplicationFailure {
  const spec = errorSpec(code);
  const failure = ApplicationFailure.create({
    type: code,
    message: `${errorText(code, holes)} ${adviceOf(code)}`.slice(0, LONGEST_TEXT),
    nonRetryable: !spec.retry,
    details: options.facts === undefined ? [cut(holes)] : [options.facts, cut(holes)],
    ...(options.nextRetryDelayMs === undefined ? {} : { nextRetryDelay: options.nextRetryDelayMs }),
    ...(options.isExpected ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });
  // Whoever opens the run reads the sentence; frames of this file would fill the screen below it, and name folders.
  failure.stack = '';
  return failure;
}
