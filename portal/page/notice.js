// @ts-check
import { announce } from './announcer.js';
import { byId } from './element.js';
import { duration } from './indian-format.js';

/**
 * The line above everything: the service does not answer, and the page keeps trying. `null` takes it away.
 *
 * @param {import('./persistence.js').Trouble | null} trouble
 */
export function showTrouble(trouble) {
  const notice = byId('notice', HTMLElement);
  if (trouble === null) {
    if (!notice.hidden) announce('The connection is back.');
    notice.hidden = true;
    return;
  }
  const what = WHAT[trouble.error.status] ?? 'The service is not answering.';
  byId('notice-text', HTMLElement).textContent = `${what} Trying again in ${duration(trouble.pauseMs)}.`;
  if (notice.hidden) announce(`${what} This page keeps trying.`);
  notice.hidden = false;
}

/** @type {Readonly<Record<number, string>>} */
const WHAT = {
  0: 'There is no connection to the service.',
  429: 'The service has very much to do just now.',
};

export function wireNotice() {
  byId('try-now', HTMLButtonElement).addEventListener('click', () => dispatchEvent(new Event('try-now')));
}
