import { setTimeout as sleep } from 'node:timers/promises';
import { ReportError } from '../report/errors.ts';
import { isOutcome, type ReportStatus } from '../report/status.ts';

const ASK_EVERY_MS = 1_000;
/** Every run has ended a minute after its deadline, if any worker lives. */
const PATIENCE_MS = 60_000;

/** @returns null when Temporal knows no such run */
type Look = () => Promise<ReportStatus | null>;

/**
 * The status about once a second until the run has ended, or a minute past its deadline. An unreachable Temporal is
 * waited for as long.
 *
 * @throws ReportError ReportNotFound; TemporalUnreachable when it was away at the very end
 */
export async function* followRun(reportId: string, look: Look): AsyncGenerator<ReportStatus> {
  let deadlineMs = Number.POSITIVE_INFINITY;
  for (;;) {
    const status = await statusOr(
      reportId,
      look,
      Date.now() > deadlineMs + PATIENCE_MS || deadlineMs === Number.POSITIVE_INFINITY,
    );
    if (status !== null) {
      yield status;
      if (isOutcome(status.status)) return;
      deadlineMs = Date.parse(status.deadlineAt ?? '') || deadlineMs;
      if (Date.now() > deadlineMs + PATIENCE_MS) return;
    }
    await sleep(ASK_EVERY_MS);
  }
}

async function statusOr(reportId: string, look: Look, mustKnow: boolean): Promise<ReportStatus | null> {
  try {
    const status = await look();
    if (status === null) throw new ReportError('ReportNotFound', { reportId });
    return status;
  } catch (error) {
    if (mustKnow || !(error instanceof ReportError && error.code === 'TemporalUnreachable')) throw error;
    return null;
  }
}
