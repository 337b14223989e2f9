// @ts-check
import { ApiError } from './api-error.js';
import { reportEvents } from './api.js';
import { eventsOf } from './event-stream.js';
import { isPassing, pause, pauseAfter } from './persistence.js';
import { isEnded } from './report-facts.js';

/** @typedef {import('./api.js').ReportStatus} ReportStatus */

/** The server says something every 15 s, if only a comment: twice that and more in silence is a lost connection. */
const SILENCE_MS = 45_000;
/** A connection that lasted this long was a good one: the next pause is short again. */
const GOOD_MS = 10_000;

/**
 * Every status of a report until its end, over as many connections as it takes.
 *
 * @param {string} reportId
 * @param {object} watch
 * @param {(status: ReportStatus) => void} watch.onStatus
 * @param {import('./persistence.js').OnTrouble} watch.onTrouble
 * @param {AbortSignal} watch.signal
 * @throws {ApiError} what does not pass by itself
 */
export async function follow(reportId, { onStatus, onTrouble, signal }) {
  /** @type {string | null} */
  let lastEventId = null;
  for (let failures = 0; !signal.aborted; failures += 1) {
    const begun = performance.now();
    let wishMs = 0;
    let error = new ApiError(0, '');
    try {
      for await (const { name, id, data, retryMs } of connection(reportId, lastEventId, signal)) {
        onTrouble(null);
        lastEventId = id ?? lastEventId;
        wishMs = retryMs ?? wishMs;
        if (name !== 'status') continue;
        /** @type {ReportStatus} */
        const status = JSON.parse(data);
        onStatus(status);
        if (isEnded(status)) return;
      }
    } catch (caught) {
      if (signal.aborted) return;
      if (!isPassing(caught)) throw caught;
      error = caught;
    }
    if (performance.now() - begun > GOOD_MS) failures = 0;
    const pauseMs = pauseAfter(failures, Math.max(wishMs, error.retryAfterMs));
    // One break is nothing to speak of: proxies cut long connections.
    if (failures > 0) onTrouble({ error, pauseMs });
    await pause(pauseMs);
  }
}

/**
 * @param {string} reportId
 * @param {string | null} lastEventId
 * @param {AbortSignal} signal
 */
async function* connection(reportId, lastEventId, signal) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  signal.addEventListener('abort', stop);
  let silence = setTimeout(stop, SILENCE_MS);
  try {
    const { body } = await reportEvents(reportId, lastEventId, controller.signal);
    if (body === null) return;
    for await (const event of eventsOf(body)) {
      clearTimeout(silence);
      silence = setTimeout(stop, SILENCE_MS);
      yield event;
    }
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(0, '');
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', stop);
    stop();
  }
}
