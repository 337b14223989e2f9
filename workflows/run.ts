import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { AssembleReportResult, PrepareReportResult, ReportIdentity } from '../activities/api.ts';
import { deadlinesFrom, LONGEST_TOTAL_MS, type Deadlines } from '../report/budget.ts';
import { forecast, type Forecast, type Progress } from '../report/pace.ts';
import type { Deliver } from '../report/request.ts';
import type { Stage } from '../report/status.ts';
import { countAtRisk } from './at-risk.ts';
import type { CourseReportInput, CourseReportResult, LiveStatus } from './contract.ts';
import { countsFromMs } from './counts-from.ts';
import { currentDetails } from './current-details.ts';
import { publishBeginning, publishEnding, publishMail, publishRisk, publishStage } from './visibility.ts';

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
  /** The step of the ending under way; `null` until one has begun. */
  private endingStep: string | null = null;
  private pagesInFlight = 0;
  private ended: CourseReportResult | null = null;
  prepared: PrepareReportResult | null = null;
  report: AssembleReportResult | null = null;
  progress: Progress;
  forecast: Forecast;

  constructor(input: CourseReportInput) {
    this.requestedAtMs = countsFromMs(workflowInfo());
    this.input = input;
    this.deliver = input.deliver;
    this.totalMs = input.deadlineMs ?? LONGEST_TOTAL_MS;
    this.deadlines = deadlinesFrom(this.requestedAtMs, this.totalMs);
    this.progress = {
      rowsWritten: 0,
      enrolmentsListed: 0,
      isListed: false,
      enrolmentsRead: 0,
      readingSinceMs: null,
      movedAtMs: this.requestedAtMs,
    };
    this.forecast = forecast(this.progress, this.deadlines, Date.now());
  }

  get identity(): ReportIdentity {
    const { reportId, courseId, batchId, requesterId } = this.input;
    const runStartedMs = workflowInfo().runStartTime.getTime();
    return { reportId, courseId, batchId, requesterId, deliver: this.deliver, runStartedMs };
  }

  announce(): void {
    const {
      deliver,
      totalMs,
      requestedAtMs,
      forecast: { isAtRisk },
    } = this;
    publishBeginning(this.input, { deliver, totalMs, requestedAtMs, isAtRisk });
    this.show();
  }

  begin(step: string): void {
    this.step = step;
    this.show();
  }

  enter(stage: Stage): void {
    this.stage = stage;
    publishStage(stage, this.prepared?.tenantId ?? null);
    this.advance({});
  }

  stillForPortal(): boolean {
    return this.deliver === 'portal';
  }

  alsoMail(): void {
    if (this.deliver === 'mail') return;
    this.deliver = 'mail';
    publishMail();
  }

  advance(change: Partial<Progress>): void {
    this.progress = { ...this.progress, ...change, movedAtMs: Date.now() };
    this.look();
  }

  async page<T>(write: () => Promise<T>): Promise<T> {
    this.pagesInFlight += 1;
    this.show();
    return write().finally(() => (this.pagesInFlight -= 1));
  }

  get standstillAtMs(): number {
    return this.progress.movedAtMs + this.deadlines.standstillMs;
  }

  standsStill(): boolean {
    return Date.now() >= this.standstillAtMs;
  }

  close(result: CourseReportResult, finishedAtMs: number): void {
    this.ended = result;
    this.forecast = { etaMs: null, isAtRisk: false };
    publishEnding(result, this.step, finishedAtMs);
    this.show();
  }

  /** Names a step of the ending to whoever looks; `step` keeps the one that the ending is about. */
  beginEnding(step: string): void {
    this.endingStep = step;
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

  look(): void {
    if (this.ended !== null) return;
    const wasAtRisk = this.forecast.isAtRisk;
    this.forecast = forecast(this.progress, this.deadlines, Date.now());
    const { isAtRisk } = this.forecast;
    if (isAtRisk !== wasAtRisk) publishRisk(isAtRisk);
    if (isAtRisk && !wasAtRisk) countAtRisk(this.prepared?.tenantId ?? null);
    this.show();
  }

  private show(): void {
    const { step, endingStep, ended, pagesInFlight, progress, deadlines } = this;
    setCurrentDetails(
      currentDetails({
        live: this.live(),
        step,
        endingStep,
        ended,
        pagesInFlight,
        progress,
        deadlines,
        nowMs: Date.now(),
      }),
    );
  }
}

function percentOf({ isListed, enrolmentsListed, enrolmentsRead }: Progress): number | null {
  if (!isListed) return null;
  // The last page is open-ended: it may read more than were listed.
  return enrolmentsListed === 0 ? 100 : Math.min(100, Math.floor((100 * enrolmentsRead) / enrolmentsListed));
}
