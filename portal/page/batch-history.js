// @ts-check
import { announce } from './announcer.js';
import { byId, element } from './element.js';
import { fetchFile, mailAgain } from './file-actions.js';
import { dayAndTime, many } from './indian-format.js';
import { hasFile, inAWord, isEnded } from './report-facts.js';

/** @typedef {import('./api.js').ReportStatus} ReportStatus */

let shown = '';

/**
 * The reports of this batch, newest first; only her own can be fetched or mailed again. What others were refused is no
 * report, and nothing to her.
 *
 * @param {readonly ReportStatus[]} all
 * @param {(report: ReportStatus) => boolean} isMine
 * @param {boolean} hasAddress
 */
export function showHistory(all, isMine, hasAddress) {
  const reports = all.filter((report) => isMine(report) || report.status !== 'refused');
  // What has not changed is left alone: a button may have the focus, or be at work.
  const text = JSON.stringify(reports);
  if (text === shown) return;
  shown = text;
  byId('history', HTMLElement).hidden = reports.length === 0;
  byId('history-list', HTMLElement).replaceChildren(
    ...reports.map((report) => entry(report, isMine(report), hasAddress)),
  );
}

/** @param {ReportStatus} report @param {boolean} isMine @param {boolean} hasAddress */
function entry(report, isMine, hasAddress) {
  const when = report.requestedAt === null ? 'Unknown time' : dayAndTime(report.requestedAt);
  const facts = [
    inAWord(report),
    isEnded(report) && report.rows !== null ? many(report.rows, 'learner') : '',
    isMine ? '' : 'asked for by another mentor',
  ];
  const item = element(
    'li',
    {},
    element('p', { class: 'when' }, when),
    element('p', {}, facts.filter((fact) => fact !== '').join(', ')),
  );
  if (isMine && hasFile(report)) item.append(...buttons(report, when, hasAddress));
  return item;
}

/** @param {ReportStatus} report @param {string} when @param {boolean} hasAddress */
function buttons(report, when, hasAddress) {
  const message = element('p', { class: 'message' });
  const say = (/** @type {string} */ text) => {
    message.textContent = text;
    announce(text);
  };
  const row = element(
    'div',
    { class: 'buttons' },
    button('Save', `Save the file of ${when}`, () => fetchFile(report, say)),
    ...(hasAddress ? [button('Mail it again', `Mail the file of ${when} again`, () => mailAgain(report, say))] : []),
  );
  return [row, message];
}

/**
 * @param {string} text
 * @param {string} label
 * @param {() => Promise<void>} act
 */
function button(text, label, act) {
  const made = element('button', { type: 'button', 'aria-label': label, 'aria-disabled': 'false' }, text);
  made.addEventListener('click', () => {
    if (made.getAttribute('aria-disabled') === 'true') return;
    made.setAttribute('aria-disabled', 'true');
    void act().finally(() => made.setAttribute('aria-disabled', 'false'));
  });
  return made;
}
