/** What an attempt needs at the least: a retry that could not do that much is not worth waiting for. */
const ONE_ATTEMPT_MS = 15_000;

/** First after 10 s, then every 30 s: a relay that restarts is used soon, one that is down is not hammered. */
export function unreachableWaitMs(attempt: number, windowMs: number): number {
  return withinWindow(attempt === 1 ? 10_000 : 30_000, windowMs);
}

/** RFC 5321, 4.5.4.1 wants patience, and greylists open after 1 to 5 minutes. */
export function busyWaitMs(attempt: number, windowMs: number): number {
  return withinWindow([60_000, 120_000][attempt - 1] ?? 300_000, windowMs);
}

/** A re-send takes seconds unless its mail server is away. */
export function resendWaitMs(windowMs: number): number {
  return withinWindow(10_000, windowMs);
}

/** Cut so that one more attempt fits: the server would give up on a back-off that ends beyond the window. */
function withinWindow(waitMs: number, windowMs: number): number {
  return Math.max(1_000, Math.min(waitMs, windowMs - ONE_ATTEMPT_MS));
}
