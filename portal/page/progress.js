// @ts-check
import { clockTime, countdown, duration, number } from './indian-format.js';

/**
 * How far a running report is; null = not to be shown.
 *
 * @typedef {{ percent: number | null, learners: string | null, ready: string | null, latest: string | null }} Progress
 */

/**
 * The share of the time that it takes, as on the command line: reading is most of it, but not all.
 *
 * @param {import('./api.js').ReportStatus} report
 * @param {number} nowMs
 * @returns {Progress}
 */
export function progressOf({ requestedAt, etaAt, deadlineAt, rows }, nowMs) {
  const from = Date.parse(requestedAt ?? '');
  const to = Date.parse(etaAt ?? '');
  const share = Math.floor((100 * (nowMs - from)) / (to - from));
  const left = Date.parse(deadlineAt ?? '') - nowMs;
  return {
    percent: to > from ? Math.max(0, Math.min(99, share)) : null,
    learners: rows === null || rows === 0 ? null : number(rows),
    ready: etaAt === null ? null : to - nowMs > 1_000 ? `in ${duration(to - nowMs)}` : 'any moment',
    latest:
      deadlineAt === null
        ? null
        : `${clockTime(deadlineAt)} (${left > 0 ? `${countdown(left)} minutes left` : 'now over'})`,
  };
}
