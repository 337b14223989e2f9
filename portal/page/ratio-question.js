// @ts-check
import { now } from './clock.js';
import { byId } from './element.js';
import { isoDay } from './indian-format.js';

const DAY_MS = 86_400_000;
const LEVELS = ['all', 'tenant', 'course', 'batch'];

/**
 * What was asked for stands in the address bar, so that it can be kept and passed on. `last` is the last day that
 * belongs to it, as people say it.
 *
 * @typedef {{ level: string, id: string, from: string, last: string }} Question
 */

/** @returns {Question}  the last thirty days of everything, unless said */
export function askedFor() {
  const asked = new URLSearchParams(location.search);
  const level = asked.get('level') ?? '';
  return {
    level: LEVELS.includes(level) ? level : 'all',
    id: (asked.get('id') ?? '').trim(),
    from: asked.get('from') || isoDay(now() - 29 * DAY_MS),
    last: asked.get('last') || isoDay(now()),
  };
}

/** The same for the portal, which counts until a day that no longer belongs to it. @param {Question} question */
export function forPortal({ level, id, from, last }) {
  const to = isoDay(Date.parse(`${last}T12:00:00+05:30`) + DAY_MS);
  return { level, ...(level === 'all' ? {} : { id }), from, to };
}

/** @param {Question} question */
export function fillForm({ level, id, from, last }) {
  const select = byId('level', HTMLSelectElement);
  const field = byId('id', HTMLInputElement);
  select.value = level;
  field.value = level === 'all' ? '' : id;
  byId('from', HTMLInputElement).value = from;
  byId('last', HTMLInputElement).value = last;
  const showId = () => {
    byId('id-field', HTMLElement).hidden = select.value === 'all';
    field.disabled = select.value === 'all';
  };
  select.addEventListener('change', showId);
  showId();
}
