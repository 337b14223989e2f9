import { CancellationScope, CancelledFailure, defineQuery, setHandler } from '@temporalio/workflow';
import type { CloseDeliveryResult, DeliverReportResult, Sending } from '../activities/api.ts';
import { REPORT_STATUS, type CourseReportResult, type LiveStatus, type ResendReportInput } from './contract.ts';
import { attempt, SHORTEST_WINDOW_MS } from './ending-step.ts';
import { NOTHING_SENT, SENT, UNCONFIRMED } from './endings.ts';
import { reportFailure } from './failure.ts';
import { ResendRun } from './resend-run.ts';
import { deliverySteps, endingSteps, prepareResend } from './steps.ts';
import { until } from './time-box.ts';
import { verdictOn, type Verdict } from './verdict.ts';

const reportStatus = defineQuery<LiveStatus>(REPORT_STATUS);

/**
 * The file of a report that has ended, mailed once more to the same requester. All of its time but what an ending needs is
 * for sending: nothing is built.
 *
 * No notice is mailed when it fails. She knows how the report itself ended, the file can still be fetched, and what stood in
 * the way of the mail would stand in the way of the notice; the answer and the report's status say it.
 */
export async function resendReport(input: ResendReportInput): Promise<CourseReportResult> {
  const run = new ResendRun(input);
  setHandler(reportStatus, () => run.live());
  run.announce();
  try {
    const sent = await until(run.deadlines.sendUntilMs, 'The mail must be out', () => story(run));
    return await end(run, SENT, sent);
  } catch (error) {
    return await endUnhappily(run, error);
  }
}

async function story(run: ResendRun): Promise<DeliverReportResult> {
  run.step = 'prepareResend';
  const prepared = await prepareResend({ ...run.identity, nowMs: Date.now() });
  run.prepared = prepared;

  run.step = 'deliverReport';
  run.enter('sending');
  const nowMs = Date.now();
  const windowMs = run.deadlines.sendUntilMs - nowMs;
  const { deliverReport } = deliverySteps(prepared.tenantId, windowMs, 'The same file once more');
  return deliverReport({ ...run.identity, file: prepared.file, windowMs, sendStartedMs: nowMs });
}

/** Closes what is open and fails the workflow, unless the mail turns out to be out. */
async function endUnhappily(run: ResendRun, error: unknown): Promise<CourseReportResult> {
  const verdict = verdictOn({ step: run.step, report: null }, error);
  if (verdict === null) throw error;
  return CancellationScope.nonCancellable(async () => {
    const closed = await closeDelivery(run);
    if (closed?.state === 'accepted') return end(run, SENT, closed);
    const final = closed?.state === 'unknown' ? UNCONFIRMED : verdict;
    const facts = await end(run, final, closed ?? NOTHING_SENT);
    if (final.outcome === 'cancelled') throw new CancelledFailure('The re-send was cancelled.');
    const isExpected = final.outcome === 'refused';
    throw reportFailure(final.code ?? 'Unexpected', final.holes, { facts, isExpected });
  });
}

async function closeDelivery(run: ResendRun): Promise<CloseDeliveryResult | null> {
  const input = { ...run.identity, nowMs: Date.now() };
  const steps = endingSteps(SHORTEST_WINDOW_MS, 'No mail of this re-send may leave after this');
  return attempt(run, 'closeDelivery', () => steps.closeDelivery(input));
}

const TOLD: readonly Verdict['outcome'][] = ['sent', 'failed', 'late'];

async function end(run: ResendRun, { outcome, code, holes }: Verdict, sending: Sending): Promise<CourseReportResult> {
  const { form, possibleDuplicate } = sending;
  const { rows = null, bytes = null, sha256 = null, fileName = null } = run.prepared ?? {};
  const { reportId } = run.identity;
  const result = { reportId, outcome, errorCode: code, rows, bytes, sha256, form, fileName, possibleDuplicate };
  const finishedAtMs = Date.now();
  return CancellationScope.nonCancellable(async () => {
    run.close(result, finishedAtMs);
    if (TOLD.includes(outcome)) {
      const windowMs = Math.max(SHORTEST_WINDOW_MS, run.deadlines.tellUntilMs - finishedAtMs);
      const steps = endingSteps(windowMs, `Writes into the report's row: the re-send is ${outcome}`);
      const told = { reportId, outcome, errorCode: code, errorHoles: holes, finishedAtMs };
      await attempt(run, 'recordResend', () => steps.recordResend({ ...told, sending: { form, possibleDuplicate } }));
    }
    return result;
  });
}
