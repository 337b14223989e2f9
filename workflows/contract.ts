import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { ReportErrorCode } from '../report/errors.ts';
import type { Deliver, ReportRequest } from '../report/request.ts';
import type { Form, Outcome, Stage } from '../report/status.ts';

/** What clients and workers share; fields are only ever added, and then optional, because runs outlive deploys. */
export const TASK_QUEUE = 'course-report';

export const COURSE_REPORT = 'courseReport';
export const REFRESH_BATCH_FACTS = 'refreshBatchFacts';

export const RESEND_REPORT = 'resendReport';

export interface ResendReportInput {
  readonly reportId: string;
  /** Made by the client: a reset of the run is the same re-send. Unset in a run that was started by hand. */
  readonly resendId?: string;
  /** The promise in milliseconds, from the start of the re-send; unset = 30 minutes. */
  readonly deadlineMs?: number;
}

export interface CourseReportInput extends ReportRequest {
  /** Made by the client; everything that must happen once hangs on it, since a run id changes with a reset. */
  readonly reportId: string;
  /** The promise in milliseconds; unset = 30 minutes. */
  readonly deadlineMs?: number;
}

/** Query: where a running report stands. */
export const REPORT_STATUS = 'reportStatus';
/** Signal: a mail request has joined this run, so it mails too. */
export const ALSO_MAIL = 'alsoMail';

export interface LiveStatus {
  readonly reportId: string;
  readonly stage: Stage;
  readonly deliver: Deliver;
  readonly rows: number;
  /** Of the enrolments, read so far; `null` until the batch is listed to its end. */
  readonly percent: number | null;
  readonly etaMs: number | null;
  readonly isAtRisk: boolean;
}

/** Small facts kept beside every run: enough for `joined` and the deadline with no worker alive. */
export interface ReportMemo {
  readonly reportId: string;
  readonly deliver: Deliver;
  /** The promise in milliseconds. */
  readonly totalMs: number;
  /** From when it counts, by the server's clock; absent until the first workflow task. */
  readonly requestedAtMs?: number;
  /** Of a re-send. */
  readonly resendId?: string;
  /** How it ended, also of a cancelled run, which has neither result nor failure; absent until then. */
  readonly ending?: RunEnding;
}

export interface RunEnding extends Omit<CourseReportResult, 'reportId'> {
  /** Under way when it ended. */
  readonly step: string;
  /** ISO 8601 UTC: people read it in the Temporal UI. */
  readonly finishedAt: string;
}

/** The result of a run that ended well, and the first detail of the failure of one that did not. Ids and counts only. */
export interface CourseReportResult {
  readonly reportId: string;
  readonly outcome: Outcome;
  readonly errorCode: ReportErrorCode | null;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly form: Form | null;
  readonly fileName: string | null;
  readonly possibleDuplicate: boolean;
}

/** Typed search attributes: a list of runs tells the story. Self-hosted Temporal takes at most 10 Keywords a namespace. */
export const ATTRIBUTES = {
  course: defineSearchAttributeKey('ReportCourseId', SearchAttributeType.KEYWORD),
  batch: defineSearchAttributeKey('ReportBatchId', SearchAttributeType.KEYWORD),
  requester: defineSearchAttributeKey('ReportRequesterId', SearchAttributeType.KEYWORD),
  tenant: defineSearchAttributeKey('ReportTenantId', SearchAttributeType.KEYWORD),
  report: defineSearchAttributeKey('ReportId', SearchAttributeType.KEYWORD),
  stage: defineSearchAttributeKey('ReportStage', SearchAttributeType.KEYWORD),
  outcome: defineSearchAttributeKey('ReportOutcome', SearchAttributeType.KEYWORD),
  errorCode: defineSearchAttributeKey('ReportErrorType', SearchAttributeType.KEYWORD),
  atRisk: defineSearchAttributeKey('ReportAtRisk', SearchAttributeType.BOOL),
  rows: defineSearchAttributeKey('ReportRows', SearchAttributeType.INT),
} as const;
