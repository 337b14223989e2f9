/** Dates as docs/domain.md, 3.7 reads and prints them. Plain arithmetic: `Intl` costs microseconds a cell. */

/** Asia/Kolkata has been at +05:30 without daylight saving since 1945, and the rule fixes the offset. */
const INDIA_OFFSET_MS = 330 * 60_000;

const TEXT_FORM =
  /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2})(?:([:.])(\d{1,3}))?(?:Z|([+-])(\d{2}):?(\d{2}))?)?$/;

/** The day in India, `dd/MM/yyyy`; `null` for a value that is no moment between the years 1 and 9999. */
export function indianDay(moment: Date): string | null {
  return printedDay(moment.getTime() + INDIA_OFFSET_MS);
}

/** As `indianDay`, from the text form; a day alone is that day. `null` = unreadable. */
export function indianDayOfText(text: string): string | null {
  const ms = momentOfText(text);
  return ms === null ? null : printedDay(ms + INDIA_OFFSET_MS);
}

/**
 * Epoch milliseconds of the text form, a day alone counting as 00:00 UTC, which is 05:30 of the same day in India.
 * `null` for what is no moment between the years 1 and 9999 in India, too: an offset can lead out of them.
 */
export function momentOfText(text: string): number | null {
  const parts = TEXT_FORM.exec(text.trim());
  if (parts === null) return null;
  const day = dayMs(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  const time = timeMs(Number(parts[4] ?? 0), Number(parts[5] ?? 0), Number(parts[6] ?? 0));
  const offset = offsetMs(parts[9], Number(parts[10] ?? 0), Number(parts[11] ?? 0));
  if (day === null || time === null || offset === null) return null;
  const ms = day + time + fractionMs(parts[7], parts[8]) - offset;
  return ms >= FIRST_MOMENT && ms < END_OF_TIME ? ms : null;
}

/** The years 1 to 9999 on India's clock. */
const FIRST_MOMENT = Date.parse('0001-01-01T00:00:00Z') - INDIA_OFFSET_MS;
const END_OF_TIME = Date.parse('9999-12-31T23:59:59.999Z') + 1 - INDIA_OFFSET_MS;

/** `Date` rolls 30 February over into March and reads the years 0 to 99 as 19xx, so both are checked. */
function dayMs(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year > 0 ? date.getTime() : null;
}

function timeMs(hour: number, minute: number, second: number): number | null {
  if (hour > 23 || minute > 59 || second > 59) return null;
  return ((hour * 60 + minute) * 60 + second) * 1000;
}

/** After a dot a decimal fraction (ISO 8601), after Sunbird's colon a count of milliseconds. */
function fractionMs(separator: string | undefined, digits: string | undefined): number {
  if (digits === undefined) return 0;
  return Number(separator === '.' ? digits.padEnd(3, '0') : digits);
}

function offsetMs(sign: string | undefined, hours: number, minutes: number): number | null {
  if (hours > 23 || minutes > 59) return null;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function printedDay(msOnThatClock: number): string | null {
  const date = new Date(msOnThatClock);
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) return null;
  return `${digits(date.getUTCDate(), 2)}/${digits(date.getUTCMonth() + 1, 2)}/${digits(year, 4)}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
