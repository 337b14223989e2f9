// @ts-check
import { dayAndTime } from './indian-format.js';
import { refusalView } from './refusals.js';
import { hasFile, isUnconfirmed } from './report-facts.js';
import { sorry } from './sorry.js';

/**
 * How reports end, in words, with what she can do next.
 *
 * @typedef {import('./api.js').ReportStatus} ReportStatus
 * @typedef {import('./report-view.js').View} View
 * @typedef {import('./report-view.js').View['actions'][number]} Choice
 */

/** @type {Choice} */
const AGAIN = ['ask', 'Make a new report'];
/** @type {Choice} */
const FETCH = ['fetch', 'Save the file on this device'];
/** @type {Choice} */
const RESEND = ['resend', 'Mail it again'];

/** @type {Readonly<Record<string, (report: ReportStatus, address: string | null) => View>>} */
export const ENDINGS = { sent, kept, refused, late, failed, cancelled };

/**
 * @param {ReportStatus} report
 * @param {string | null} address  masked
 * @returns {View}
 */
function sent(report, address) {
  const { finishedAt, form, possibleDuplicate } = report;
  const to = address === null ? '' : ` to ${address}`;
  const at = finishedAt === null ? '' : ` on ${dayAndTime(finishedAt)}`;
  const zip = 'The file is attached as a ZIP file. Open that first to get the CSV file out of it.';
  const none = 'The file is too large for a mail, so the mail only tells you about it: save it here.';
  return {
    tone: 'good',
    title: 'Your report is in the mail',
    lines: [
      `The mail${to} left${at}. It can take a few minutes to arrive. If you do not see it, look into the spam folder.`,
      ...(form === 'zip' ? [zip] : []),
      ...(form === 'none' ? [none] : []),
      ...(possibleDuplicate ? ['The mail may arrive twice. Both are the same: keep either one.'] : []),
      ...mailedAgainInVain(report),
    ],
    actions: [FETCH, RESEND, AGAIN],
  };
}

/**
 * @param {ReportStatus} report
 * @param {string | null} address
 * @returns {View}
 */
function kept(report, address) {
  const { deliver } = report;
  const bad = 'No mail could reach the address in your profile, so the file is kept here. Please correct the address.';
  return {
    tone: 'good',
    title: 'Your report is ready',
    lines: [
      ...(deliver === 'mail' ? [bad] : mailedAgainInVain(report)),
      'Save the file on this device. It is kept here for some days and then deleted.',
    ],
    actions: [FETCH, ...(address === null ? [] : [mailTo(address)]), AGAIN],
  };
}

/**
 * An error beside a good end is that of a mail that she asked for afterwards.
 *
 * @param {ReportStatus} report
 */
function mailedAgainInVain(report) {
  if (report.error === null) return [];
  if (isUnconfirmed(report)) return ['You asked for it by mail again. That mail left, but nobody confirmed it.'];
  return [`You asked for it by mail again, and that mail did not leave. ${sorry(report.error.code)}`];
}

/**
 * @param {string} address
 * @returns {Choice}
 */
function mailTo(address) {
  return ['resend', `Mail it to ${address}`];
}

/** @param {ReportStatus} report */
function refused({ error }) {
  return refusalView(error?.code ?? '');
}

/**
 * @param {ReportStatus} report
 * @returns {View}
 */
function late(report) {
  return {
    tone: 'bad',
    title: 'Your report was not ready in time',
    lines: hasFile(report)
      ? ['We are sorry. The file was made, but it could not be mailed in time. You can save it here.']
      : ['We are sorry. Please ask again. If it is late a second time, tell your helpdesk.'],
    actions: whatIsLeft(report),
  };
}

/**
 * @param {ReportStatus} report
 * @returns {View}
 */
function failed(report) {
  if (isUnconfirmed(report)) return unconfirmed();
  const file = 'The file was made but could not be mailed. You can save it here.';
  return {
    tone: 'bad',
    title: hasFile(report) ? 'Your report could not be mailed' : 'Your report could not be made',
    lines: [...(hasFile(report) ? [file] : []), sorry(report.error?.code ?? '')],
    actions: whatIsLeft(report),
  };
}

/** @returns {View} */
function unconfirmed() {
  return {
    tone: 'bad',
    title: 'Your report may have arrived',
    lines: [
      'The mail left, but the mail server did not say that it took it. It may have arrived once, twice or not at all.',
      'Look into your inbox and the spam folder first. If it is not there, save the file here or mail it again.',
    ],
    actions: [FETCH, RESEND, AGAIN],
  };
}

/**
 * @param {ReportStatus} report
 * @returns {Choice[]}
 */
function whatIsLeft(report) {
  return hasFile(report) ? [FETCH, RESEND, AGAIN] : [AGAIN];
}

/** @returns {View} */
function cancelled() {
  return {
    tone: 'calm',
    title: 'This report was stopped',
    lines: ['Nothing was sent, and what had been made was deleted.'],
    actions: [AGAIN],
  };
}
