import { deadlinesFrom } from './budget.ts';

/** Where a report stands: a line a tenant, first come, first read. Times in epoch milliseconds, the Temporal server's clock. */
export interface PlaceInLine {
  /** `null` = the course belongs to none; those share a line. */
  readonly tenantId: string | null;
  readonly reportId: string;
  readonly requestedAtMs: number;
}

export interface Line {
  /** Reports of the tenant that were asked for earlier and have not been read yet. */
  readonly ahead: number;
  /** How long a report of the tenant has taken to be read of late; `null` = none was. */
  readonly usualMs: number | null;
}

/** Until the first of a tenant was measured: a lakh took 6 to 10 s on two cores, and a larger cluster may be a busy one. */
const FIRST_GUESS_MS = 30_000;

/** A day's first report may be a small one, or the one after it: no single one decides. */
export function usualAfter(usualMs: number | null, tookMs: number): number {
  return Math.round(usualMs === null ? tookMs : (3 * usualMs + tookMs) / 4);
}

/** From now until the report itself is read. @param atOnce reports of one tenant that are read side by side */
export function readyInMs({ ahead, usualMs }: Line, atOnce: number): number {
  return Math.ceil((ahead + 1) / atOnce) * (usualMs ?? FIRST_GUESS_MS);
}

/**
 * Whether a new request may stand there: it should be read in half of the time there is for it, as the half that are larger
 * than the usual report are ahead of it, too. One that need not wait may always.
 */
export function canBeInTime(line: Line, atOnce: number, totalMs: number): boolean {
  if (line.ahead < atOnce) return true;
  return readyInMs(line, atOnce) <= deadlinesFrom(0, totalMs).readUntilMs / 2;
}

const SHORTEST_LOOK_MS = 1_000;
const LONGEST_LOOK_MS = 20_000;

/** After which time to look again: the sooner, the nearer the turn is. */
export function lookAgainMs(line: Line, atOnce: number): number {
  const untilTurnMs = readyInMs({ ...line, ahead: line.ahead - atOnce }, atOnce);
  return Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_LOOK_MS, Math.round(untilTurnMs / 4)));
}

/** Longer than three looks, and than a healthy page: who has not been heard of for so long is gone. */
export const FALLS_OUT_AFTER_MS = 90_000;
