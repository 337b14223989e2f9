import type { Deadlines } from './budget.ts';

/** What has been measured of a run so far. */
export interface Progress {
  readonly rowsWritten: number;
  /** Active and other enrolments listed so far; the whole once listing is done. */
  readonly enrolmentsListed: number;
  readonly isListed: boolean;
  readonly enrolmentsRead: number;
  readonly readingSinceMs: number | null;
  /** When a stage was entered, a range listed or a page written last. */
  readonly movedAtMs: number;
}

export interface Forecast {
  /** When the mail should be out; `null` until the first page is written. */
  readonly etaMs: number | null;
  readonly isAtRisk: boolean;
}

/** Assembly and sending took under a tenth of the reading in every run measured so far; a fifth is said, to be kind. */
const AFTER_READING = 0.2;

/**
 * The arrival from the first page on; the part of the list that is not known yet is taken as half of the known one.
 * At risk: the pace says so, or nothing moves at all.
 */
export function forecast(progress: Progress, deadlines: Deadlines, nowMs: number): Forecast {
  const isStill = nowMs >= progress.movedAtMs + deadlines.standstillMs;
  const { enrolmentsRead, readingSinceMs } = progress;
  if (readingSinceMs === null || enrolmentsRead === 0)
    return { etaMs: null, isAtRisk: isStill || nowMs > deadlines.readUntilMs };
  const msPerEnrolment = (nowMs - readingSinceMs) / enrolmentsRead;
  const expected = progress.isListed ? progress.enrolmentsListed : progress.enrolmentsListed * 1.5;
  const readingEndsMs = nowMs + Math.max(0, expected - enrolmentsRead) * msPerEnrolment;
  const etaMs = Math.round(readingEndsMs + expected * msPerEnrolment * AFTER_READING);
  const isSlow = readingEndsMs > deadlines.readUntilMs || etaMs > deadlines.sendUntilMs;
  return { etaMs, isAtRisk: isSlow || isStill };
}
