// @ts-check
import { byId } from './element.js';
import { dayInWords } from './indian-format.js';

/** @typedef {import('./api.js').BatchFacts} BatchFacts */

/** @param {BatchFacts} facts */
export function showFacts({ name, batchId, courseId, startDate, endDate }) {
  const known = (name ?? '').trim();
  const title = known || `Batch ${batchId}`;
  document.title = `${title}: progress report`;
  byId('batch-name', HTMLElement).textContent = title;
  fact('batch-id', known ? batchId : null);
  fact('course-id', courseId);
  fact('batch-dates', datesInWords(startDate, endDate));
  byId('facts', HTMLElement).hidden = false;
}

/** @param {string | null} start @param {string | null} end */
function datesInWords(start, end) {
  if (start === null) return end === null ? null : `until ${dayInWords(end)}`;
  return end === null ? `from ${dayInWords(start)}` : `${dayInWords(start)} to ${dayInWords(end)}`;
}

/** @param {string} id @param {string | null} value */
function fact(id, value) {
  const line = byId(id, HTMLElement);
  line.hidden = value === null;
  const text = line.querySelector('dd');
  if (text !== null) text.textContent = value ?? '';
}

/**
 * Before anything was asked for: what will happen.
 *
 * @param {BatchFacts} facts
 * @returns {import('./report-view.js').View}
 */
export function offerView({ address }) {
  const what =
    'A file with one row for each learner: who they are, their block and school, and how far they have come.';
  if (address === null)
    return {
      tone: 'calm',
      title: 'Progress report',
      lines: [
        what,
        'Your profile has no e-mail address that works, so the file is not mailed: it is kept here for some days, and you can save it on this device.',
      ],
      actions: [['keep', 'Download file']],
    };
  return {
    tone: 'calm',
    title: 'Progress report',
    lines: [what, `It goes to ${address}, most often within a few minutes and at the latest in 30.`],
    actions: [
      ['ask', 'Download file'],
      ['keep', 'Keep it here, send no mail'],
    ],
  };
}
