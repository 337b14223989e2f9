// @ts-check
const IST = 'Asia/Kolkata';

const CLOCK = new Intl.DateTimeFormat('en-IN', { timeZone: IST, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat('en-IN', { timeZone: IST, day: 'numeric', month: 'short', year: 'numeric' });
const MONTH = new Intl.DateTimeFormat('en-IN', { timeZone: IST, month: 'short', year: 'numeric' });
const ISO_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: IST, year: 'numeric', month: '2-digit', day: '2-digit' });

/** `1,00,000` @param {number} n */
export function number(n) {
  return n.toLocaleString('en-IN');
}

/** `13:05 IST` @param {string} iso */
export function clockTime(iso) {
  return `${CLOCK.format(new Date(iso))} IST`;
}

/** `24 Nov 2026, 13:05 IST` @param {string} iso */
export function dayAndTime(iso) {
  return `${DAY.format(new Date(iso))}, ${clockTime(iso)}`;
}

/** `24 Nov 2026` @param {string} day  yyyy-MM-dd */
export function dayInWords(day) {
  return DAY.format(new Date(`${day}T12:00:00+05:30`));
}

/** `Nov 2026` @param {string} day  yyyy-MM-dd */
export function monthInWords(day) {
  return MONTH.format(new Date(`${day}T12:00:00+05:30`));
}

/** `2026-11-24`, the day in India @param {number} ms */
export function isoDay(ms) {
  return ISO_DAY.format(new Date(ms));
}

/** `26:05` @param {number} ms */
export function countdown(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `about 3 minutes`, `20 seconds` @param {number} ms */
export function duration(ms) {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 60 ? many(seconds, 'second') : `about ${many(Math.round(seconds / 60), 'minute')}`;
}

/** `1 learner`, `1,00,000 learners` @param {number} n @param {string} noun */
export function many(n, noun, plural = 's') {
  return `${number(n)} ${noun}${n === 1 ? '' : plural}`;
}
