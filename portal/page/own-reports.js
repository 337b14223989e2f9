// @ts-check
import { now } from './clock.js';
import { isEnded } from './report-facts.js';

/** @typedef {import('./api.js').ReportStatus} ReportStatus */

/** An ending of yesterday is history. */
const RECENT_MS = 24 * 3_600_000;

/** A report's id names who asked for it. @param {ReportStatus} report @param {string} userId */
export function isOf({ reportId }, userId) {
  return reportId.split('.')[2] === userId;
}

/** Whether the page is about it: under way, or not long ended. @param {ReportStatus} report */
export function isCurrent(report) {
  return !isEnded(report) || now() - Date.parse(report.finishedAt ?? '') < RECENT_MS;
}

/**
 * A list that was under way while she asked does not know of her new report. Ids end in a ULID, which sorts by time.
 *
 * @param {ReportStatus} listed
 * @param {ReportStatus | null} known
 */
export function isOlder(listed, known) {
  return known !== null && listed.reportId.slice(-26) < known.reportId.slice(-26);
}
