import type { SmtpReply } from './smtp-reply.ts';

/** What an attempt needs at the least: a retry that could not do that much is not worth waiting for. */
const ONE_ATTEMPT_MS = 15_000;

/** A server that was not there: first after 10 s, then every 30 s. One that restarts is used soon, one that is down is not hammered. */
export function unreachableWaitMs(attempt: number, windowMs: number): number {
  return withinWindow(restartWaitMs(attempt), windowMs);
}

/**
 * A server that has put the mail off. 421 says that it closes, as for a restart; any other 4xx wants patience, and greylists
 * open after 1 to 5 minutes, or when they say.
 *
 * @source RFC 5321, 4.5.4.1
 */
export function busyWaitMs(reply: SmtpReply, attempt: number, windowMs: number): number {
  const usualMs = reply.code === 421 ? restartWaitMs(attempt) : ([60_000, 120_000][attempt - 1] ?? 300_000);
  return withinWindow(Math.max(usualMs, reply.retryAfterMs ?? 0), windowMs);
}

function restartWaitMs(attempt: number): number {
  return attempt === 1 ? 10_000 : 30_000;
}

/** A re-send takes seconds unless its mail server is away. */
export function resendWaitMs(windowMs: number): number {
  return withinWindow(10_000, windowMs);
}

/** Cut so that one more attempt fits: the server would give up on a back-off that ends beyond the window. */
function withinWindow(waitMs: number, windowMs: number): number {
  return Math.max(1_000, Math.min(waitMs, windowMs - ONE_ATTEMPT_MS));
}
