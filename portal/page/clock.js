// @ts-check
/** Answers take their time on the way, and their Date has whole seconds: less than this is no difference. */
const TOLERANCE_MS = 3_000;

let aheadMs = 0;

/** The server's time in epoch milliseconds: a deadline is the server's, and a phone may be minutes off. */
export function now() {
  return Date.now() + aheadMs;
}

/** @param {Response} response */
export function setClockBy(response) {
  const date = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(date) && Math.abs(date - now()) > TOLERANCE_MS) aheadMs = date - Date.now();
}
