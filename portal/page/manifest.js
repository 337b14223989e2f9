// @ts-check
import { element } from './element.js';
import { many, number } from './indian-format.js';

/** @typedef {import('../../report/manifest.ts').Manifest} Manifest */

/** @type {Readonly<Record<import('../../report/cell.ts').BlankReason, string>>} */
const REASONS = {
  noProfile: 'no profile',
  deleted: 'account deleted',
  noOrganisation: 'no organisation',
  unknownOrganisation: 'unknown organisation',
  private: 'for the learner’s own state only',
  noValue: 'no value',
  unknownLocation: 'unknown location',
  unreadableDate: 'unreadable date',
  notMasked: 'contact not masked',
};

const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Kolkata',
  dateStyle: 'short',
  timeStyle: 'short',
  hourCycle: 'h23',
});

/**
 * What is in the file, in the words of the mail (report/manifest-table.ts; a test holds the two together).
 *
 * @param {Manifest} manifest
 * @returns {HTMLTableRowElement[]}
 */
export function manifestRows(manifest) {
  const { rows, inactive, blankUserIds, readFrom, readTo, newestActivityMs, blanks, cellsProtected, absent } = manifest;
  return [
    row('Learners in the file', number(rows)),
    row('Data read', period(Date.parse(readFrom), Date.parse(readTo))),
    ...(newestActivityMs === null ? [] : [row('Newest activity in it', time(newestActivityMs))]),
    ...(inactive > 0 ? [row('No longer enrolled, not in it', number(inactive))] : []),
    ...(blankUserIds > 0 ? [row('Enrolments without a user ID, not in it', number(blankUserIds))] : []),
    ...Object.entries(blanks).map(([column, counts]) => row(`${column} empty`, blank(counts))),
    ...(cellsProtected > 0
      ? [row('Cells with an apostrophe in front', `${number(cellsProtected)} (so that none is run as a formula)`)]
      : []),
    ...(absent.length === 0 ? [] : [row('Not known on this platform', absent.join(', '))]),
  ];
}

/** @param {Partial<Record<import('../../report/cell.ts').BlankReason, number>>} counts */
function blank(counts) {
  const why = /** @type {[keyof typeof REASONS, number][]} */ (Object.entries(counts));
  const total = why.reduce((sum, [, n]) => sum + n, 0);
  const [first, ...others] = why;
  if (first !== undefined && others.length === 0) return `${number(total)} (${REASONS[first[0]]})`;
  return `${number(total)} (${why.map(([reason, n]) => `${number(n)} ${REASONS[reason]}`).join(', ')})`;
}

/** `24/11/2026, 13:05 IST` @param {number} ms */
function time(ms) {
  return `${TIME.format(ms)} IST`;
}

/** Said once what is the same in both. @param {number} fromMs @param {number} toMs */
function period(fromMs, toMs) {
  const [from, to] = [TIME.format(fromMs), TIME.format(toMs)];
  if (from === to) return `${to} IST`;
  const [day, minute] = to.split(', ');
  return from.startsWith(`${day}, `) ? `${from} to ${minute} IST` : `${from} IST to ${to} IST`;
}

/** @param {string} label @param {string} value */
function row(label, value) {
  return element('tr', {}, element('th', { scope: 'row' }, label), element('td', {}, value));
}

/** @param {Manifest} manifest */
export function manifestSummary({ rows }) {
  return `What is in the file (${many(rows, 'learner')})`;
}
