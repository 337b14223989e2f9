import { indianDay, indianDayOfText } from './dates.ts';

/** Days in Asia/Kolkata as `yyyy-MM-dd`, which sort as text. */

/** @returns null for a moment that is no day of the years 1 to 9999 */
export function dayInIndia(moment: Date): string | null {
  return isoForm(indianDay(moment));
}

export interface CreationDates {
  readonly createdDate: Date | null;
  /** The older text form (docs/domain.md, 3.7). */
  readonly createdDateText: string | null;
}

/** The day on which a batch was created; `null` = missing or unreadable. */
export function creationDay({ createdDate, createdDateText }: CreationDates): string | null {
  return dayOf(createdDate, createdDateText);
}

/** A day that stands in two columns: the newer form wins, also where it is unreadable (docs/domain.md, 3.7). */
export function dayOf(moment: Date | null, text: string | null): string | null {
  if (moment !== null) return dayInIndia(moment);
  return text === null ? null : isoForm(indianDayOfText(text));
}

/** From `dd/MM/yyyy`. */
function isoForm(printed: string | null): string | null {
  return printed === null ? null : printed.split('/').toReversed().join('-');
}
