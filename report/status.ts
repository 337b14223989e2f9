import type { ReportErrorCode } from './errors.ts';
import type { Manifest } from './manifest.ts';
import type { Deliver } from './request.ts';

export const STAGES = ['waiting', 'reading', 'assembling', 'sending'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * The words a report can end with.
 * sent: the mail server accepted the mail. kept: built, waiting in the portal. refused: she may not have it.
 * late: not ready in time. failed, cancelled: as they say.
 */
export const OUTCOMES = ['sent', 'kept', 'refused', 'failed', 'late', 'cancelled'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How the mail carries the file; `none` says where to fetch it. */
export const FORMS = ['csv', 'zip', 'none'] as const;
export type Form = (typeof FORMS)[number];

/** What everybody is told about a report: command line, library and HTTP alike. Times are ISO 8601 UTC; unknown = `null`. */
export interface ReportStatus {
  readonly reportId: string;
  readonly workflowId: string;
  readonly runId: string | null;
  readonly status: Stage | Outcome;
  /** The request joined a run that another request had started. */
  readonly joined: boolean;
  readonly deliver: Deliver;
  /** Rows written so far, or in the file. */
  readonly rows: number | null;
  /** Of the CSV, zipped or not. */
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly form: Form | null;
  readonly fileName: string | null;
  readonly possibleDuplicate: boolean;
  readonly atRisk: boolean;
  readonly requestedAt: string | null;
  readonly deadlineAt: string | null;
  readonly etaAt: string | null;
  readonly finishedAt: string | null;
  readonly manifest: Manifest | null;
  readonly error: { readonly code: ReportErrorCode; readonly message: string } | null;
}

export function isOutcome(status: string | null): status is Outcome {
  return OUTCOMES.some((outcome) => outcome === status);
}

export function isStage(status: string | null): status is Stage {
  return STAGES.some((stage) => stage === status);
}
