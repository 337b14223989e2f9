import { setCurrentDetails, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { AssembleReportResult, PrepareReportResult, ReportIdentity } from '../activities/api.ts';
import { deadlinesFrom, LONGEST_TOTAL_MS, type Deadlines } from '../report/budget.ts';
import { forecast, type Forecast, type Progress } from '../report/pace.ts';
import type { Deliver } from '../report/request.ts';
import type { Outcome, Stage } from '../report/status.ts';
import { countAtRisk } from './at-risk.ts';
import { ATTRIBUTES, type CourseReportInput, type LiveStatus, type ReportMemo } from './contract.ts';
import { countsFromMs } from './counts-from.ts';
import { currentDetails } from './current-details.ts';

/** Where a run stands: what the query answers, the Temporal UI shows, and the endings read. */
export class ReportRun {
  readonly input: CourseReportInput;
  /** When the request was made, by the server's clock. */
  readonly requestedAtMs: number;
  readonly totalMs: number;
  readonly deadlines: Deadlines;
  /** Begins with what was asked; a mail request that joins turns `portal` into `mail`. */
  deliver: Deliver;
  stage: Stage = 'waiting';
  /** The step under way, to be named by an ending. */
  step = 'waiting for a worker';
  prepared: PrepareReportResult | null = null;
  report: AssembleReportResult | null = null;
  progress: Progress = {
    rowsWritten: 0,
    enrolmentsListed: 0,
    isListed: false,
    enrolmentsRead: 0,
    readingSinceMs: null,
  };
  forecast: Forecast = { etaMs: null, isAtRisk: false };

  constructor(input: CourseReportInput) {
    this.requestedAtMs = countsFromMs(workflowInfo());
    this.input = input;
    this.deliver = input.deliver;
    this.totalMs = input.deadlineMs ?? LONGEST_TOTAL_MS;
    this.deadlines = deadlinesFrom(this.requestedAtMs, this.totalMs);
  }

  get identity(): ReportIdentity {
    const { reportId, courseId, batchId, requesterId } = this.input;
    const runStartedMs = workflowInfo().runStartTime.getTime();
    return { reportId, courseId, batchId, requesterId, deliver: this.deliver, runStartedMs };
  }

  /** The same memo as the client's, since "start workflow like this one" in the UI brings none. */
  announce(): void {
    const { reportId, courseId, batchId, requesterId } = this.input;
    const { deliver, totalMs, requestedAtMs } = this;
    upsertMemo({ reportId, deliver, totalMs, requestedAtMs } satisfies ReportMemo);
    upsertSearchAttributes([
      { key: ATTRIBUTES.report, value: reportId },
      { key: ATTRIBUTES.course, value: courseId },
      { key: ATTRIBUTES.batch, value: batchId },
      { key: ATTRIBUTES.requester, value: requesterId },
      { key: ATTRIBUTES.stage, value: this.stage },
      { key: ATTRIBUTES.outcome, value: null },
      { key: ATTRIBUTES.errorCode, value: null },
      { key: ATTRIBUTES.atRisk, value: false },
    ]);
    this.look();
  }

  enter(stage: Stage): void {
    this.stage = stage;
    upsertSearchAttributes([
      { key: ATTRIBUTES.stage, value: stage },
      { key: ATTRIBUTES.tenant, value: this.prepared?.tenantId ?? null },
    ]);
    this.look();
  }

  stillForPortal(): boolean {
    return this.deliver === 'portal';
  }

  alsoMail(): void {
    if (this.deliver === 'mail') return;
    this.deliver = 'mail';
    upsertMemo({ deliver: 'mail' } satisfies Partial<ReportMemo>);
  }

  advance(change: Partial<Progress>): void {
    this.progress = { ...this.progress, ...change };
    this.look();
  }

  close(outcome: Outcome, errorCode: string | null): void {
    upsertSearchAttributes([
      { key: ATTRIBUTES.outcome, value: outcome },
      { key: ATTRIBUTES.errorCode, value: errorCode },
    ]);
    this.show();
  }

  live(): LiveStatus {
    return {
      reportId: this.input.reportId,
      stage: this.stage,
      deliver: this.deliver,
      rows: this.progress.rowsWritten,
      percent: percentOf(this.progress),
      etaMs: this.forecast.etaMs,
      isAtRisk: this.forecast.isAtRisk,
    };
  }

  private look(): void {
    const wasAtRisk = this.forecast.isAtRisk;
    this.forecast = forecast(this.progress, this.deadlines, Date.now());
    const { isAtRisk } = this.forecast;
    if (isAtRisk !== wasAtRisk) upsertSearchAttributes([{ key: ATTRIBUTES.atRisk, value: isAtRisk }]);
    if (isAtRisk && !wasAtRisk) countAtRisk(this.prepared?.tenantId ?? null);
    this.show();
  }

  private show(): void {
    setCurrentDetails(currentDetails(this.live(), this.step, this.deadlines.deadlineMs));
  }
}

function percentOf({ isListed, enrolmentsListed, enrolmentsRead }: Progress): number | null {
  if (!isListed) return null;
  // The last page is open-ended: it may read more than were listed.
  return enrolmentsListed === 0 ? 100 : Math.min(100, Math.floor((100 * enrolmentsRead) / enrolmentsListed));
}
