import type { CourseFacts } from '../report/learner.ts';
import type { StoredObject } from '../report/manifest.ts';
import type { KeyRange } from '../report/ports.ts';
import type { PlaceInLine } from '../report/reading-line.ts';
import type { ErrorHoles, ReportErrorCode } from '../report/errors.ts';
import type { ReportRequest } from '../report/request.ts';
import type { Form, Outcome } from '../report/status.ts';
import type { PageTally } from '../report/tally.ts';

/**
 * The steps of a report as the workflow sees them: the one file of this room that workflows import, and types only.
 * Everything in and out is stored in the history, so: ids and counts.
 */
export interface ReportActivities {
  prepareReport(input: PrepareReportInput): Promise<PrepareReportResult>;
  awaitTurn(input: PlaceInLine): Promise<void>;
  listPages(input: ListPagesInput): Promise<ListPagesResult>;
  writePage(input: WritePageInput): Promise<WritePageResult>;
  assembleReport(input: AssembleReportInput): Promise<AssembleReportResult>;
  deliverReport(input: DeliverReportInput): Promise<DeliverReportResult>;
  closeDelivery(input: CloseDeliveryInput): Promise<CloseDeliveryResult>;
  notifyRequester(input: NotifyRequesterInput): Promise<void>;
  discardObjects(input: { reportId: string }): Promise<void>;
  recordOutcome(input: RecordOutcomeInput): Promise<void>;
  prepareResend(input: PrepareResendInput): Promise<PrepareResendResult>;
  recordResend(input: RecordResendInput): Promise<void>;
}

/** One report, and the run that works on it. */
export interface ReportIdentity extends ReportRequest {
  readonly reportId: string;
  readonly runStartedMs: number;
}

export interface PrepareReportInput extends ReportIdentity {
  readonly requestedAtMs: number;
  readonly deadlineAtMs: number;
}

export interface PrepareReportResult {
  readonly tenantId: string | null;
  readonly fileName: string;
  readonly facts: CourseFacts;
  /**
   * A former run of this report has mailed it (`accepted`), or may have (`unknown`): this one sends nothing.
   * `null` = nothing has left.
   */
  readonly delivered: 'accepted' | 'unknown' | null;
  /** Its place in its tenant's line, and whether it may be read now; unset by older workers: it may. */
  readonly turn?: { readonly place: PlaceInLine; readonly hasCome: boolean };
}

export interface ListPagesInput {
  readonly reportId: string;
  readonly courseId: string;
  readonly batchId: string;
  readonly after: string | null;
}

export interface ListPagesResult {
  /** In ascending order; the very last range of the batch is open-ended, so that a late joiner is not missed. */
  readonly ranges: readonly KeyRange[];
  readonly enrolmentsListed: number;
  /** Where the next call goes on; `null` = that was all. */
  readonly next: string | null;
}

export interface WritePageInput {
  readonly reportId: string;
  readonly courseId: string;
  readonly batchId: string;
  /** From 0; page 0 starts the file. */
  readonly no: number;
  readonly range: KeyRange;
  readonly facts: CourseFacts;
  readonly runStartedMs: number;
  /** Kept while pages are written. */
  readonly place?: PlaceInLine;
}

export interface WritePageResult {
  readonly object: StoredObject;
  readonly tally: PageTally;
}

export interface AssembleReportInput {
  readonly reportId: string;
  readonly courseId: string;
  readonly batchId: string;
  readonly fileName: string;
  readonly parts: readonly StoredObject[];
  readonly tally: PageTally;
  readonly readFromMs: number;
  readonly readToMs: number;
  /** To be left: all is read. */
  readonly place?: PlaceInLine;
}

export interface AssembleReportResult {
  readonly file: StoredObject;
  readonly rows: number;
  /** Of the CSV. */
  readonly bytes: number;
  readonly sha256: string;
}

export interface DeliverReportInput extends ReportIdentity {
  readonly file: StoredObject;
  /** What is left of the sending window when this step is scheduled. */
  readonly windowMs: number;
  /** Server time at which sending began: the date of the mail. */
  readonly sendStartedMs: number;
  /** Unset: the report's own run. */
  readonly resendId?: string;
}

export interface DeliverReportResult extends Sending {
  readonly form: Form;
  readonly messageId: string;
  readonly replyCode: number;
  readonly enhancedStatus: string | null;
}

/** How the file was sent; `form` is `null` when nothing left. */
export interface Sending {
  readonly form: Form | null;
  readonly possibleDuplicate: boolean;
}

export interface CloseDeliveryInput extends ReportIdentity {
  readonly nowMs: number;
  /** Unset: the report's own run. */
  readonly resendId?: string;
}

/** What became of the mail: `closed` = it is certain that none left or will leave for this run. */
export interface CloseDeliveryResult extends Sending {
  readonly state: 'closed' | 'accepted' | 'refused' | 'unknown';
}

export interface NotifyRequesterInput extends ReportIdentity {
  readonly notice: 'late' | 'failed' | 'unconfirmed';
  readonly nowMs: number;
  readonly windowMs: number;
  /** Whether the file can be fetched; `null` = the ledger knows. */
  readonly hasFile?: boolean | null;
  /** Without the fence, and attempted once only. */
  readonly isLastTry?: boolean;
}

export interface RecordOutcomeInput extends ReportIdentity {
  readonly outcome: Outcome;
  readonly errorCode: ReportErrorCode | null;
  readonly errorHoles: ErrorHoles;
  readonly requestedAtMs: number;
  readonly deadlineAtMs: number;
  readonly finishedAtMs: number;
  /** What became of the mail; `null` = as a former run of this report has written. */
  readonly sending: Sending | null;
}

export interface PrepareResendInput extends ReportIdentity {
  readonly resendId: string;
  /** Server time: the date of the mail. */
  readonly nowMs: number;
}

export interface PrepareResendResult {
  readonly tenantId: string | null;
  readonly fileName: string;
  readonly file: StoredObject;
  readonly rows: number | null;
  /** Of the CSV. */
  readonly bytes: number | null;
  readonly sha256: string | null;
}

export interface RecordResendInput {
  readonly reportId: string;
  readonly outcome: Outcome;
  readonly errorCode: ReportErrorCode | null;
  readonly errorHoles: ErrorHoles;
  readonly finishedAtMs: number;
  readonly sending: Sending;
}

/** The nightly count of batches for the download ratio. */
export interface BatchFactsActivities {
  refreshBatchFacts(input: RefreshBatchFactsInput): Promise<RefreshBatchFactsResult>;
}

export interface RefreshBatchFactsInput {
  /** Server time; a batch that was not met since is gone. */
  readonly startedAtMs: number;
}

export interface RefreshBatchFactsResult {
  readonly batches: number;
  readonly withoutDate: number;
  /** Without a course org (docs/domain.md, 3.1). */
  readonly withoutTenant: number;
}
