import { setCurrentDetails, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { PrepareResendResult, ReportIdentity } from '../activities/api.ts';
import { deadlinesFrom, LONGEST_TOTAL_MS, type Deadlines } from '../report/budget.ts';
import { parseReportId, type ReportKey } from '../report/request.ts';
import type { Outcome, Stage } from '../report/status.ts';
import { ATTRIBUTES, type LiveStatus, type ReportMemo, type ResendReportInput } from './contract.ts';
import { countsFromMs } from './counts-from.ts';
import { currentDetails } from './current-details.ts';
import { reportFailure } from './failure.ts';

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
    this.totalMs = deadlineMs ?? LONGEST_TOTAL_MS;
    this.deadlines = deadlinesFrom(this.requestedAtMs, this.totalMs);
  }

  announce(): void {
    const { reportId, resendId, courseId, batchId, requesterId } = this.identity;
    const { totalMs, requestedAtMs } = this;
    upsertMemo({ reportId, deliver: 'mail', totalMs, requestedAtMs, resendId } satisfies ReportMemo);
    upsertSearchAttributes([
      { key: ATTRIBUTES.report, value: reportId },
      { key: ATTRIBUTES.course, value: courseId },
      { key: ATTRIBUTES.batch, value: batchId },
      { key: ATTRIBUTES.requester, value: requesterId },
      { key: ATTRIBUTES.stage, value: this.stage },
    ]);
    this.show();
  }

  enter(stage: Stage): void {
    this.stage = stage;
    upsertSearchAttributes([
      { key: ATTRIBUTES.stage, value: stage },
      { key: ATTRIBUTES.tenant, value: this.prepared?.tenantId ?? null },
    ]);
    this.show();
  }

  close(outcome: Outcome, errorCode: string | null): void {
    upsertSearchAttributes([
      { key: ATTRIBUTES.outcome, value: outcome },
      { key: ATTRIBUTES.errorCode, value: errorCode },
    ]);
    this.show();
  }

  live(): LiveStatus {
    const rows = this.prepared?.rows ?? 0;
    const { reportId } = this.identity;
    return { reportId, stage: this.stage, deliver: 'mail', rows, percent: 100, etaMs: null, isAtRisk: false };
  }

  private show(): void {
    setCurrentDetails(currentDetails(this.live(), this.step, this.deadlines.deadlineMs));
  }
}

/** The Temporal UI starts runs too, and nobody checked their ids: what is thrown here must end the run. */
function keyOf(reportId: string): ReportKey {
  try {
    const { courseId, batchId, requesterId } = parseReportId(reportId);
    return { courseId, batchId, requesterId };
  } catch {
    throw reportFailure('IdInvalid', { what: 'report id' });
  }
}
