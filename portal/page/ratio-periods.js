// @ts-check
import { dayInWords, isoDay, monthInWords } from './indian-format.js';

const DAY_MS = 86_400_000;
/** More bars than this are too thin for a phone: months then. */
const MOST_DAYS = 62;

/**
 * What happened in each day of a period, or each month of a long one, those without anything too.
 *
 * @typedef {import('./api.js').DownloadRatio} DownloadRatio
 * @typedef {{ label: string, deliveries: number, clicks: number }} Span
 *
 * @param {DownloadRatio} answer
 * @param {string} last
 * @returns {Span[]}
 */
export function spansOf({ byDay, period }, last) {
  const days = daysFrom(period.from ?? byDay[0]?.day ?? last, last);
  const isByMonth = days.length > MOST_DAYS;
  const keyOf = (/** @type {string} */ day) => (isByMonth ? day.slice(0, 7) : day);
  /** @type {Map<string, Span>} */
  const spans = new Map();
  for (const day of days) {
    const label = isByMonth ? monthInWords(day) : dayInWords(day);
    spans.set(keyOf(day), { label, deliveries: 0, clicks: 0 });
  }
  for (const { day, deliveries, clicks } of byDay) {
    const span = spans.get(keyOf(day));
    if (span === undefined) continue;
    span.deliveries += deliveries;
    span.clicks += clicks;
  }
  return [...spans.values()];
}

/** @param {string} from @param {string} last */
function daysFrom(from, last) {
  const days = [];
  for (let at = Date.parse(`${from}T12:00:00+05:30`); isoDay(at) <= last; at += DAY_MS) days.push(isoDay(at));
  return days;
}
