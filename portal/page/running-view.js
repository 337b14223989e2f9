// @ts-check
import { clockTime } from './indian-format.js';

/** @typedef {import('./api.js').ReportStatus} ReportStatus */

/**
 * A report under way.
 *
 * @param {ReportStatus} report
 * @param {string | null} address  masked
 * @param {number} nowMs
 * @returns {import('./report-view.js').View}
 */
export function runningView(report, address, nowMs) {
  return {
    tone: 'busy',
    title: stageInWords(report),
    lines: [
      ...(report.joined ? ['You had asked for it before: this is the same report.'] : []),
      report.deliver === 'mail'
        ? `It goes to ${address ?? 'the address in your profile'}. You can close this page: the mail comes all the same.`
        : 'You can save it here when it is ready. You can close this page and come back.',
      ...slowness(report, nowMs),
    ],
    actions: [['stop', 'Stop this report']],
  };
}

/** @param {ReportStatus} report */
function stageInWords({ status, deliver }) {
  if (status === 'waiting') return 'Your report is about to start';
  if (status === 'reading') return 'Your report is being made';
  if (status === 'sending' && deliver === 'mail') return 'Your report is being sent';
  return 'Your report is being put together';
}

/**
 * @param {ReportStatus} report
 * @param {number} nowMs
 */
function slowness({ deliver, atRisk, deadlineAt }, nowMs) {
  if (deadlineAt !== null && nowMs > Date.parse(deadlineAt))
    return ['The time is over and it is not ready. Please tell your helpdesk. You can also stop it and ask again.'];
  if (!atRisk) return [];
  const who = deliver === 'mail' ? 'a mail' : 'this page';
  const told = deadlineAt === null ? '' : ` If it is not, ${who} tells you before ${clockTime(deadlineAt)}.`;
  return [`It is slower than usual and may not be ready in time.${told}`];
}
