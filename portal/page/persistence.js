// @ts-check
import { ApiError } from './api-error.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Told what went wrong and how long is waited; `null` when all is well again. @typedef {(trouble: Trouble | null) => void} OnTrouble */
/** @typedef {{ error: ApiError, pauseMs: number }} Trouble */

/**
 * Asks until there is an answer; only what can pass by itself is asked again.
 *
 * @template T
 * @param {() => Promise<T>} ask
 * @param {OnTrouble} onTrouble
 * @returns {Promise<T>}
 * @throws {ApiError} what does not pass
 */
export async function persistently(ask, onTrouble) {
  for (let failures = 0; ; failures += 1) {
    try {
      const answer = await ask();
      onTrouble(null);
      return answer;
    } catch (error) {
      if (!isPassing(error)) {
        onTrouble(null);
        throw error;
      }
      const pauseMs = pauseAfter(failures, error.retryAfterMs);
      onTrouble({ error, pauseMs });
      await pause(pauseMs);
    }
  }
}

/**
 * @param {unknown} error
 * @returns {error is ApiError}
 */
export function isPassing(error) {
  return error instanceof ApiError && error.isPassing;
}

/**
 * Doubles up to half a minute, and a bit at random: many pages must not come back in one wave.
 *
 * @param {number} failures
 * @param {number} atLeastMs  what the server asked for
 */
export function pauseAfter(failures, atLeastMs) {
  const doubled = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
  return Math.max(atLeastMs, doubled * (0.75 + Math.random() / 4));
}

/**
 * Ends early when the network is back, when somebody looks at the page again, or presses "Try now".
 *
 * @param {number} ms
 * @returns {Promise<void>}
 */
export function pause(ms) {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      removeEventListener('try-now', go);
      document.removeEventListener('visibilitychange', goIfSeen);
      resolve();
    };
    const goIfSeen = () => {
      if (document.visibilityState === 'visible') go();
    };
    const timer = setTimeout(go, ms);
    addEventListener('online', go);
    addEventListener('try-now', go);
    document.addEventListener('visibilitychange', goIfSeen);
  });
}
