import { indianDayOfText } from './dates.ts';
import { ReportError } from './errors.ts';
import { dayInIndia } from './india-day.ts';

/** Days in Asia/Kolkata, `yyyy-MM-dd`: the first one that belongs to it, and the first one that does not any more. */
export interface Period {
  /** `null` = from the beginning. */
  readonly from: string | null;
  readonly to: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/**
 * @param to `null` = today is the last day
 * @throws ReportError PeriodInvalid: not a day of the calendar, or nothing between the two
 */
export function periodOf(from: string | null, to: string | null, nowMs: number): Period {
  const end = to ?? dayInIndia(new Date(nowMs + DAY_MS)) ?? '';
  if (!isDay(from ?? end) || !isDay(end) || (from !== null && from >= end))
    throw new ReportError('PeriodInvalid', { from, to: end });
  return { from, to: end };
}

function isDay(text: string): boolean {
  return DAY.test(text) && indianDayOfText(text) !== null;
}

export function isWithin(day: string, { from, to }: Period): boolean {
  return (from === null || day >= from) && day < to;
}
