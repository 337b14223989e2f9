import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';
import type { NotifyRequesterInput } from '../activities/api.ts';
import { attempt, endingWindowMs, SHORTEST_WINDOW_MS } from './ending-step.ts';
import type { ReportRun } from './run.ts';
import { endingSteps, lastTry } from './steps.ts';
import { utcTime } from './utc-time.ts';
import type { Verdict } from './verdict.ts';

/** For the try without a fence: one row, for which the driver may have to ask three nodes for 8 s each, and the mail. */
const LAST_TRY_MS = 25_000;

const NOTICES = {
  late: 'not ready in time',
  failed: 'could not be sent',
  unconfirmed: 'may have arrived',
} as const;

/**
 * Tells the mentor why there is no report; once, by the fence. Where Cassandra keeps no fence because most of its nodes are
 * away, a last try is made without one (docs/decisions/0010-notice-without-a-quorum.md).
 *
 * @param isClosed the delivery is: no report mail can follow
 */
export async function tellRequester(run: ReportRun, verdict: Verdict, isClosed: boolean): Promise<void> {
  const notice = noticeOf(run, verdict, isClosed);
  if (notice === null) return;
  const windowMs = Math.max(SHORTEST_WINDOW_MS, endingWindowMs(run) - LAST_TRY_MS);
  const input = { ...run.identity, notice, nowMs: Date.now(), windowMs, hasFile: hasFile(run, verdict) };
  const what = `Tells the mentor: ${NOTICES[notice]}`;
  const fenced = endingSteps(windowMs, `${what}; tries until ${utcTime(Date.now() + windowMs)}`);
  let mayTryOnceMore = false;
  await attempt(run, 'notifyRequester', () =>
    fenced.notifyRequester(input).catch((error: unknown) => {
      mayTryOnceMore = isCassandraAway(error, isClosed) && nothingCanFollow(run, isClosed);
      throw error;
    }),
  );
  if (!mayTryOnceMore) return;
  const unfenced = lastTry(LAST_TRY_MS, `${what}; once, as Cassandra is away`);
  await attempt(run, 'notifyRequester', () =>
    unfenced.notifyRequester({ ...input, windowMs: LAST_TRY_MS, isLastTry: true }),
  );
}

function noticeOf(run: ReportRun, verdict: Verdict, isClosed: boolean): NotifyRequesterInput['notice'] | null {
  if (verdict.code === 'DeliveryUnconfirmed') return 'unconfirmed';
  if (verdict.outcome !== 'late' && verdict.outcome !== 'failed') return null;
  // Late at sending, and nobody can say whether the last bytes have left.
  const isInDoubt = verdict.outcome === 'late' && run.step === 'deliverReport' && !isClosed;
  return isInDoubt ? 'unconfirmed' : verdict.outcome;
}

/** @returns null when this run has built none: a former one may have */
function hasFile(run: ReportRun, verdict: Verdict): boolean | null {
  if (verdict.code === 'StoredObjectDamaged') return false;
  return run.report === null ? null : true;
}

const AWAY: readonly string[] = ['StoreUnavailable', 'SourceUnreachable', 'SourceSlow'];

/** An attempt that hangs has no code: then it counts that closing the delivery got no answer either. */
function isCassandraAway(error: unknown, isClosed: boolean): boolean {
  if (!(error instanceof ActivityFailure)) return false;
  if (error.cause instanceof TimeoutFailure) return !isClosed;
  return error.cause instanceof ApplicationFailure && AWAY.includes(error.cause.type ?? '');
}

/** A worker that is taken for dead may still finish a mail, until its window ends: before that nobody says "not ready". */
function nothingCanFollow(run: ReportRun, isClosed: boolean): boolean {
  return isClosed || run.step !== 'deliverReport' || Date.now() >= run.deadlines.sendUntilMs;
}
