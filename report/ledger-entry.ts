import type { ReportErrorCode } from './errors.ts';
import type { Manifest, StoredObject } from './manifest.ts';
import type { ReportRequest } from './request.ts';
import type { Form, Outcome, Stage } from './status.ts';

/** The row of one report; ids and counts only, kept 400 days. Times in epoch milliseconds, the Temporal server's clock. */
export interface LedgerEntry extends ReportRequest {
  readonly reportId: string;
  readonly runId: string;
  /** The course's organisation; `null` = the course belongs to none. */
  readonly tenantId: string | null;
  readonly stage: Stage;
  readonly outcome: Outcome | null;
  readonly errorCode: ReportErrorCode | null;
  readonly errorText: string | null;
  readonly requestedAtMs: number;
  readonly deadlineAtMs: number;
  readonly finishedAtMs: number | null;
  readonly fileName: string;
  /** The object that names the file's parts; `null` until it is built. */
  readonly file: StoredObject | null;
  readonly manifest: Manifest | null;
  readonly form: Form | null;
  readonly possibleDuplicate: boolean;
  /** Audit: what of the learners' contacts the file shows. */
  readonly contacts: 'masked' | 'full';
  /** Audit: HMAC-SHA-256 of the address that the mail went to, under our own key: a bare hash could be guessed. */
  readonly sentToMark: string | null;
  /** Audit: when she had fetched the whole file for the first time; absent = not yet. */
  readonly fetchedAtMs?: number;
}

export interface LedgerFilter {
  readonly batch?: { readonly courseId: string; readonly batchId: string };
  readonly tenantId?: string;
}
