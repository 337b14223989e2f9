// @ts-check
import { sorry } from './sorry.js';

/**
 * Why she may not have a report, and what she can do: docs/domain.md, 4, in her words.
 *
 * @type {Readonly<Record<string, { title: string, next: string, mayKeep?: true, mayAskAgain?: true }>>}
 */
export const REFUSALS = {
  BatchNotFound: {
    title: 'This batch is not part of this course',
    next: 'Open the page again from the list of batches of your course: this link may be an old one.',
  },
  RequesterUnknown: {
    title: 'Your account is not active',
    next: 'Sign in with the account with which you look after this batch.',
  },
  NotMentorOfBatch: {
    title: 'You are not a mentor of this batch',
    next: 'Whoever made the batch can add you as a mentor. After that, open this page again.',
  },
  RoleMissing: {
    title: 'Your account has no mentor role here',
    next: 'Ask the administrator of your organisation to give you the role of course mentor. After that, open this page again.',
  },
  AddressUnusable: {
    title: 'There is no e-mail address to send it to',
    next: 'Your profile has no e-mail address that works. You can have the file made here and save it on this device, or add an address to your profile first.',
    mayKeep: true,
  },
  TooManyReports: {
    title: 'Your organisation has many reports under way',
    next: 'Yours would have had to wait too long, so it was not started. Please ask again in five minutes.',
    mayAskAgain: true,
  },
  NotAuthorised: {
    title: 'You can no longer get this report',
    next: 'You lost your right to this batch while the report was being made, so nothing was sent. If that is a mistake, speak to whoever made the batch, then ask again.',
    mayAskAgain: true,
  },
};

/**
 * @param {string} code
 * @returns {import('./report-view.js').View}
 */
export function refusalView(code) {
  const { title = 'You cannot get this report', next = sorry(code), mayKeep, mayAskAgain } = REFUSALS[code] ?? {};
  /** @type {import('./report-view.js').View['actions']} */
  const actions = [];
  if (mayKeep) actions.push(['keep', 'Make the file here']);
  if (mayAskAgain) actions.push(['ask', 'Make a new report']);
  return { tone: 'bad', title, lines: [next], actions };
}
