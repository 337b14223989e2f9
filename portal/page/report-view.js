// @ts-check
import { ENDINGS } from './ending-views.js';
import { runningView } from './running-view.js';

/**
 * What the page says: a title, sentences, and what she can do next, most useful first, each with the words on its button.
 *
 * @typedef {'ask' | 'keep' | 'fetch' | 'resend' | 'stop'} Action
 * @typedef {{ tone: 'calm' | 'busy' | 'good' | 'bad', title: string, lines: string[], actions: [Action, string][] }} View
 */

/**
 * @param {import('./api.js').ReportStatus} report
 * @param {string | null} address  masked
 * @param {number} nowMs
 * @returns {View}
 */
export function reportView(report, address, nowMs) {
  const ending = ENDINGS[report.status];
  return ending === undefined ? runningView(report, address, nowMs) : ending(report, address);
}
