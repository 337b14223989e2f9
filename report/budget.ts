/** Thirty minutes from request to receipt: the requirement (docs/domain.md, 1). */
export const LONGEST_TOTAL_MS = 30 * 60_000;

/**
 * The one table of time, in minutes of a 30-minute total; a shorter total scales it.
 * Workflow, mails and screens read it here and nowhere else.
 */
const MINUTE = { readUntil: 18, sendUntil: 28, tellUntil: 29.5 } as const;

/**
 * How long nothing may move before a run counts as at risk. The longest healthy silence is a page or a mail, seconds each;
 * three minutes are six rounds of the retries' longest pause.
 */
const STANDSTILL_MINUTES = 3;

/**
 * How long a run that has failed early tries to tell the mentor. Its workflow id stays taken meanwhile, so her next request
 * would join a run that cannot succeed any more; and a mail server that is away for five minutes must not keep the word from her.
 */
const NOTICE_MINUTES = 10;

/** The longest wait for the server's word after the final dot; RFC 5321, 4.5.3.2.6 allows servers 10 minutes. */
const REPLY_WAIT_MS = 5 * 60_000;

/** Instants in epoch milliseconds of the Temporal server's clock, and two lengths of time. */
export interface Deadlines {
  /** Reading, enriching and assembling end here. */
  readonly readUntilMs: number;
  /** Nothing is sent after this. */
  readonly sendUntilMs: number;
  /** The mentor has been told by now. */
  readonly tellUntilMs: number;
  /** The promise itself. */
  readonly deadlineMs: number;
  readonly standstillMs: number;
  readonly noticeMs: number;
}

/** @param totalMs at most 30 minutes; a shorter one scales every step */
export function deadlinesFrom(baseMs: number, totalMs: number): Deadlines {
  const total = Math.min(totalMs, LONGEST_TOTAL_MS);
  const scaled = (minutes: number) => Math.round((minutes * 60_000 * total) / LONGEST_TOTAL_MS);
  const at = (minute: number) => baseMs + scaled(minute);
  return {
    readUntilMs: at(MINUTE.readUntil),
    sendUntilMs: at(MINUTE.sendUntil),
    tellUntilMs: at(MINUTE.tellUntil),
    deadlineMs: baseMs + total,
    standstillMs: scaled(STANDSTILL_MINUTES),
    noticeMs: scaled(NOTICE_MINUTES),
  };
}

/** The least that an attempt gets, where that much is left. */
const SHORTEST_ATTEMPT_MS = 60_000;

/**
 * The longest time until the final dot: half of what is left, so that a server that trickles or falls silent leaves room for
 * a second attempt.
 *
 * @param leftMs what remains of the sending window
 */
export function untilDotMs(leftMs: number): number {
  return Math.min(leftMs, Math.max(SHORTEST_ATTEMPT_MS, leftMs / 2));
}

/** @param leftMs what remains of the sending window */
export function replyWaitMs(leftMs: number): number {
  return Math.max(0, Math.min(REPLY_WAIT_MS, leftMs));
}
