import { CancellationScope, CancelledFailure, log } from '@temporalio/workflow';
import type { CloseDeliveryResult, DeliverReportResult, NotifyRequesterInput, Sending } from '../activities/api.ts';
import type { CourseReportResult } from './contract.ts';
import { reportFailure } from './failure.ts';
import type { ReportRun } from './run.ts';
import { endingSteps } from './steps.ts';
import { utcTime } from './utc-time.ts';
import { verdictOn, type Verdict } from './verdict.ts';

/** What an ending gets at least, also when the workers come back after the deadline. */
export const SHORTEST_WINDOW_MS = 15_000;

export const NOTHING_SENT: Sending = { form: null, possibleDuplicate: false };
const IN_THE_PORTAL: Sending = { form: 'none', possibleDuplicate: false };

export async function endAsSent(run: ReportRun, delivered: DeliverReportResult): Promise<CourseReportResult> {
  return end(run, SENT, delivered);
}

/** She asked for the portal. */
export async function endAsKept(run: ReportRun): Promise<CourseReportResult> {
  return end(run, { outcome: 'kept', code: null, holes: {} }, IN_THE_PORTAL);
}

/** An operator's retry of a report whose mail has left, or may have: nothing is sent again. */
export async function endAsAlreadyDelivered(run: ReportRun): Promise<CourseReportResult> {
  if (run.prepared?.delivered === 'accepted') return end(run, SENT, null);
  throw reportFailure('DeliveryUnconfirmed');
}

/**
 * Closes what is open, writes the word down, tells the mentor, and fails the workflow, unless the file is kept or the mail
 * turns out to be out.
 */
export async function endUnhappily(run: ReportRun, error: unknown): Promise<CourseReportResult> {
  const verdict = verdictOn(run, error);
  if (verdict === null) throw error;
  // Refused at the door: nothing can have been sent. Later an attempt that was taken for dead may still be at it.
  const isAtTheDoor = verdict.outcome === 'refused' && run.report === null;
  return CancellationScope.nonCancellable(async () => {
    const closed = isAtTheDoor ? null : await closeDelivery(run);
    if (closed?.state === 'accepted') return end(run, SENT, closed);
    const final = closed?.state === 'unknown' ? UNCONFIRMED : verdict;
    if (final.outcome === 'kept') return end(run, final, IN_THE_PORTAL);
    const result = await end(run, final, closed ?? NOTHING_SENT);
    return final.outcome === 'cancelled' ? discard(run) : tellAndFail(run, final, result);
  });
}

async function discard(run: ReportRun): Promise<never> {
  const { reportId } = run.input;
  const steps = endingSteps(windowMs(run), 'Removes the objects of the cancelled report');
  await attempt(run, 'discardObjects', () => steps.discardObjects({ reportId }));
  throw new CancelledFailure('The report was cancelled; its objects are removed.');
}

async function tellAndFail(run: ReportRun, verdict: Verdict, facts: CourseReportResult): Promise<never> {
  const notice = noticeOf(verdict);
  if (notice !== null) await notify(run, notice);
  const isExpected = verdict.outcome === 'refused';
  throw reportFailure(verdict.code ?? 'Unexpected', verdict.holes, { facts, isExpected });
}

export const SENT: Verdict = { outcome: 'sent', code: null, holes: {} };
export const UNCONFIRMED: Verdict = { outcome: 'failed', code: 'DeliveryUnconfirmed', holes: {} };

const NOTICES = {
  late: 'not ready in time',
  failed: 'could not be sent',
  unconfirmed: 'may have arrived',
} as const;

function noticeOf(verdict: Verdict): NotifyRequesterInput['notice'] | null {
  if (verdict.code === 'DeliveryUnconfirmed') return 'unconfirmed';
  return verdict.outcome === 'late' || verdict.outcome === 'failed' ? verdict.outcome : null;
}

async function closeDelivery(run: ReportRun): Promise<CloseDeliveryResult | null> {
  const input = { ...run.identity, nowMs: Date.now() };
  const steps = endingSteps(SHORTEST_WINDOW_MS, 'No report mail of this run may leave after this');
  return attempt(run, 'closeDelivery', () => steps.closeDelivery(input));
}

async function notify(run: ReportRun, notice: NotifyRequesterInput['notice']): Promise<void> {
  const left = Math.min(windowMs(run), Math.max(SHORTEST_WINDOW_MS, run.deadlines.noticeMs));
  const input = { ...run.identity, notice, nowMs: Date.now(), windowMs: left };
  const steps = endingSteps(left, `Tells the mentor: ${NOTICES[notice]}; tries until ${utcTime(Date.now() + left)}`);
  await attempt(run, 'notifyRequester', () => steps.notifyRequester(input));
}

/** Half of what is left, so that the mentor can be told in the other half. */
function recordWindowMs(run: ReportRun): number {
  return Math.max(SHORTEST_WINDOW_MS, (run.deadlines.tellUntilMs - Date.now()) / 2);
}

/** Writes the word into the ledger. @param sending null = leave what a former run has written about the mail */
async function end(run: ReportRun, verdict: Verdict, sending: Sending | null): Promise<CourseReportResult> {
  return CancellationScope.nonCancellable(async () => {
    const { outcome, code } = verdict;
    const finishedAtMs = Date.now();
    const result = resultOf(run, verdict, sending);
    run.close(result, finishedAtMs);
    const steps = endingSteps(recordWindowMs(run), `Writes into the ledger: ${outcome}`);
    await attempt(run, 'recordOutcome', () =>
      steps.recordOutcome({
        ...run.identity,
        outcome,
        errorCode: code,
        errorHoles: verdict.holes,
        requestedAtMs: run.requestedAtMs,
        deadlineAtMs: run.deadlines.deadlineMs,
        finishedAtMs,
        sending,
      }),
    );
    return result;
  });
}

function resultOf(run: ReportRun, { outcome, code }: Verdict, sending: Sending | null): CourseReportResult {
  return {
    reportId: run.input.reportId,
    outcome,
    errorCode: code,
    rows: run.report?.rows ?? null,
    bytes: run.report?.bytes ?? null,
    sha256: run.report?.sha256 ?? null,
    form: sending?.form ?? null,
    fileName: run.prepared?.fileName ?? null,
    possibleDuplicate: sending?.possibleDuplicate ?? false,
  };
}

/** Whoever shows which step is under way. */
interface Told {
  beginEnding(step: string): void;
}

/**
 * A step of an ending that fails must not hide the ending itself: the workflow still closes with its word, from which
 * status is told when the ledger has none.
 */
export async function attempt<T>(run: Told, step: string, call: () => Promise<T>): Promise<T | null> {
  run.beginEnding(step);
  try {
    return await call();
  } catch {
    log.warn('an ending could not finish a step', { step });
    return null;
  }
}

function windowMs(run: ReportRun): number {
  return Math.max(SHORTEST_WINDOW_MS, run.deadlines.tellUntilMs - Date.now());
}
