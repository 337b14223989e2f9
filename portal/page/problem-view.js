// @ts-check
import { REFUSALS, refusalView } from './refusals.js';
import { sorry } from './sorry.js';

/**
 * What the page says when the portal says no.
 *
 * @param {{ status: number, code: string }} problem
 * @returns {import('./report-view.js').View}
 */
export function problemView({ status, code }) {
  if (status === 401) return SIGN_IN;
  if (code in REFUSALS) return refusalView(code);
  if (status === 400) return INCOMPLETE_LINK;
  return { tone: 'bad', title: 'That did not work', lines: [sorry(code)], actions: [['ask', 'Download file']] };
}

/** @type {import('./report-view.js').View} */
const SIGN_IN = {
  tone: 'bad',
  title: 'Please sign in again',
  lines: [
    'Your sign-in is over. Go back to the course page, sign in, and open this page from there.',
    'A report that you have asked for goes on meanwhile.',
  ],
  actions: [],
};

/** @type {import('./report-view.js').View} */
export const INCOMPLETE_LINK = {
  tone: 'bad',
  title: 'This link is not complete',
  lines: ['Please open this page again from the list of batches of your course.'],
  actions: [],
};

/** A sentence for the small actions, which have no room for more. @param {unknown} error */
export function inOneSentence(error) {
  const { status = -1, code = '' } = /** @type {{ status?: number, code?: string }} */ (error);
  if (status === 0) return 'There is no connection. Please try again.';
  if (status === 401) return 'Your sign-in is over. Please sign in again on the course page.';
  if (status === 429 || status >= 502) return 'The service is busy. Please try again in a minute.';
  return SENTENCES[code] ?? REFUSALS[code]?.next ?? sorry(code);
}

/** @type {Readonly<Record<string, string>>} */
const SENTENCES = {
  ReportExpired: 'The file was deleted because its time was over. Please make a new report.',
  ReportNotFound: 'This report is not known here any more. Please make a new report.',
  ReportNotReady: 'The file is not ready yet. Please wait until the report has ended.',
  ReportWithoutFile: 'This report ended without a file. Please make a new report.',
  ReportEnded: 'The report has ended already.',
};
