import { ActivityFailure, ApplicationFailure, CancellationScope, TimeoutFailure } from '@temporalio/workflow';
import { isReportErrorCode, type ErrorHoles, type ReportErrorCode } from '../report/errors.ts';
import type { Outcome } from '../report/status.ts';
import { isCutShort } from './cut-short.ts';
import type { ReportRun } from './run.ts';
import { TimeIsUp } from './time-box.ts';

export interface Verdict {
  readonly outcome: Outcome;
  readonly code: ReportErrorCode | null;
  readonly holes: ErrorHoles;
}

/** Decided by the rights rule (docs/domain.md, 4): an answer, not an incident. */
const REFUSALS: readonly ReportErrorCode[] = [
  'BatchNotFound',
  'RequesterUnknown',
  'NotMentorOfBatch',
  'RoleMissing',
  'AddressUnusable',
  'NotAuthorised',
  'TooManyReports',
  // A run that the Temporal UI started with ids that nobody had checked.
  'IdInvalid',
  // A re-send of what is not there.
  'ReportNotFound',
  'ReportNotReady',
  'ReportWithoutFile',
  'ReportExpired',
];

type Told = Pick<ReportRun, 'step' | 'report'>;

/** The file is there, only the mailbox is not: she fetches it in the portal. */
const KEEPS_FILE: readonly ReportErrorCode[] = ['AddressUnusable', 'MailAddressRefused'];

/**
 * What a failed story means.
 *
 * @returns null for what is neither a catalogue failure nor time running out: a bug, which fails the workflow task and is
 *   retried until it is fixed and deployed
 */
export function verdictOn(run: Told, error: unknown): Verdict | null {
  const isCancelled = CancellationScope.current().consideredCancelled;
  if (isCancelled && (error instanceof TimeIsUp || isCutShort(error))) {
    return { outcome: 'cancelled', code: null, holes: {} };
  }
  if (error instanceof TimeIsUp || isTimeout(error)) {
    return { outcome: 'late', code: 'DeadlineMissed', holes: { step: run.step } };
  }
  const failure = error instanceof ActivityFailure ? error.cause : error;
  if (!(failure instanceof ApplicationFailure)) return null;
  const code = isReportErrorCode(failure.type) ? failure.type : 'Unexpected';
  return { outcome: outcomeOf(run, code), code, holes: holesOf(failure) };
}

function outcomeOf(run: Told, code: ReportErrorCode): Outcome {
  if (run.report !== null && KEEPS_FILE.includes(code)) return 'kept';
  return REFUSALS.includes(code) ? 'refused' : 'failed';
}

function isTimeout(error: unknown): boolean {
  if (!(error instanceof ActivityFailure)) return false;
  return error.cause instanceof TimeoutFailure || error.retryState === 'TIMEOUT';
}

function holesOf(failure: ApplicationFailure): ErrorHoles {
  const [holes] = failure.details ?? [];
  return typeof holes === 'object' && holes !== null ? (holes as ErrorHoles) : {};
}
