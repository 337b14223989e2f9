import { CancellationScope, CancelledFailure } from '@temporalio/workflow';
import type { CloseDeliveryResult, DeliverReportResult, Sending } from '../activities/api.ts';
import type { CourseReportResult } from './contract.ts';
import { attempt, endingWindowMs, SHORTEST_WINDOW_MS } from './ending-step.ts';
import { reportFailure } from './failure.ts';
import type { ReportRun } from './run.ts';
import { endingSteps } from './steps.ts';
import { tellRequester } from './tell-requester.ts';
import { verdictOn, type Verdict } from './verdict.ts';

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
 * turns out to be out. She is told beside the writing: the ledger may be what is away.
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
    const [facts] = await Promise.all([
      end(run, final, closed ?? NOTHING_SENT),
      tellRequester(run, final, closed !== null),
    ]);
    if (final.outcome === 'cancelled') return discard(run);
    const isExpected = final.outcome === 'refused';
    throw reportFailure(final.code ?? 'Unexpected', final.holes, { facts, isExpected });
  });
}

async function discard(run: ReportRun): Promise<never> {
  const { reportId } = run.input;
  const steps = endingSteps(endingWindowMs(run), 'Removes the objects of the cancelled report');
  await attempt(run, 'discardObjects', () => steps.discardObjects({ reportId }));
  throw new CancelledFailure('The report was cancelled; its objects are removed.');
}

export const SENT: Verdict = { outcome: 'sent', code: null, holes: {} };
export const UNCONFIRMED: Verdict = { outcome: 'failed', code: 'DeliveryUnconfirmed', holes: {} };

async function closeDelivery(run: ReportRun): Promise<CloseDeliveryResult | null> {
  const input = { ...run.identity, nowMs: Date.now() };
  const steps = endingSteps(SHORTEST_WINDOW_MS, 'No report mail of this run may leave after this');
  return attempt(run, 'closeDelivery', () => steps.closeDelivery(input));
}

/** Writes the word into the ledger. @param sending null = leave what a former run has written about the mail */
async function end(run: ReportRun, verdict: Verdict, sending: Sending | null): Promise<CourseReportResult> {
  return CancellationScope.nonCancellable(async () => {
    const { outcome, code } = verdict;
    const finishedAtMs = Date.now();
    const result = resultOf(run, verdict, sending);
    run.close(result, finishedAtMs);
    const steps = endingSteps(endingWindowMs(run), `Writes into the ledger: ${outcome}`);
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
