import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { PrepareResendResult, ReportIdentity } from '../activities/api.ts';
import { deadlinesFrom, LONGEST_TOTAL_MS, type Deadlines } from '../report/budget.ts';
import { parseReportId, type ReportKey } from '../report/request.ts';
import type { Stage } from '../report/status.ts';
import type { CourseReportResult, LiveStatus, ResendReportInput } from './contract.ts';
import { countsFromMs } from './counts-from.ts';
import { currentDetails } from './current-details.ts';
import { reportFailure } from './failure.ts';
import { publishBeginning, publishEnding, publishStage } from './visibility.ts';

/** Where a re-send stands, told in the same places as a report's own run. */
export class ResendRun {
  readonly deadlines: Deadlines;
  stage: Stage = 'waiting';
  step = 'waiting for a worker';
  prepared: PrepareResendResult | null = null;
  /** The requester is the report's own: nobody can have it sent to another. */
  readonly identity: ReportIdentity & { readonly resendId: string };
  private readonly requestedAtMs: number;
  private readonly totalMs: number;
  /** The step of the ending under way; `null` until one has begun. */
  private endingStep: string | null = null;
  private ended: CourseReportResult | null = null;
  private movedAtMs: number;

  /** @throws IdInvalid, as a failure of the workflow */
  constructor({ reportId, resendId, deadlineMs }: ResendReportInput) {
    const info = workflowInfo();
    this.identity = {
      ...keyOf(reportId),
      reportId,
      deliver: 'mail',
      runStartedMs: info.runStartTime.getTime(),
      resendId: resendId ?? info.firstExecutionRunId,
    };
    this.requestedAtMs = countsFromMs(info);
    this.movedAtMs = this.requestedAtMs;
    this.totalMs = deadlineMs ?? LONGEST_TOTAL_MS;
    this.deadlines = deadlinesFrom(this.requestedAtMs, this.totalMs);
  }

  announce(): void {
    const { totalMs, requestedAtMs } = this;
    const { resendId } = this.identity;
    publishBeginning(this.identity, { deliver: 'mail', totalMs, requestedAtMs, resendId, isAtRisk: false });
    this.show();
  }

  enter(stage: Stage): void {
    this.stage = stage;
    this.movedAtMs = Date.now();
    publishStage(stage, this.prepared?.tenantId ?? null);
    this.show();
  }

  close(result: CourseReportResult, finishedAtMs: number): void {
    this.ended = result;
    publishEnding(result, this.step, finishedAtMs);
    this.show();
  }

  beginEnding(step: string): void {
    this.endingStep = step;
    this.show();
  }

  live(): LiveStatus {
    const rows = this.prepared?.rows ?? 0;
    const { reportId } = this.identity;
    return { reportId, stage: this.stage, deliver: 'mail', rows, percent: 100, etaMs: null, isAtRisk: false };
  }

  private show(): void {
    const { step, endingStep, ended, deadlines, movedAtMs } = this;
    const progress = { ...READ_BEFORE, movedAtMs };
    const live = this.live();
    const nowMs = Date.now();
    setCurrentDetails(currentDetails({ live, step, endingStep, ended, pagesInFlight: 0, progress, deadlines, nowMs }));
  }
}

/** Nothing is read for a re-send. */
const READ_BEFORE = { rowsWritten: 0, enrolmentsListed: 0, isListed: true, enrolmentsRead: 0, readingSinceMs: null };

/** The Temporal UI starts runs too, and nobody checked their ids: what is thrown here must end the run. */
function keyOf(reportId: string): ReportKey {
  try {
    const { courseId, batchId, requesterId } = parseReportId(reportId);
    return { courseId, batchId, requesterId };
  } catch {
    throw reportFailure('IdInvalid', { what: 'report id' });
  }
}
