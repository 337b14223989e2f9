import type { ColumnName } from './columns.ts';
import { trimmed } from './text.ts';

/** Why a cell is blank, in words that a table for mentors can say plainly. */
export const BLANK_REASONS = [
  /** No user row under the id. */
  'noProfile',
  /** The user deleted the account. */
  'deleted',
  /** The user belongs to no organisation. */
  'noOrganisation',
  /** The organisation's own row is missing. */
  'unknownOrganisation',
  /** Not shown to this course's tenant (docs/domain.md, 3.4). */
  'private',
  /** The platform holds no value. */
  'noValue',
  /** A location id is stored, but the location's row is missing. */
  'unknownLocation',
  /** A date is stored, but it is not one. */
  'unreadableDate',
  /** A contact that would have been printed in the clear (docs/domain.md, 5, the star test). */
  'notMasked',
] as const;

export type BlankReason = (typeof BLANK_REASONS)[number];

/** One cell: its text, or `''` and the reason. */
export interface Cell {
  readonly text: string;
  readonly blank: BlankReason | null;
}

/** A cell for each of some columns. */
export type Cells<Name extends ColumnName> = Readonly<Record<Name, Cell>>;

const BLANK_CELLS = Object.fromEntries(
  BLANK_REASONS.map((reason) => [reason, Object.freeze({ text: '', blank: reason })]),
) as Readonly<Record<BlankReason, Cell>>;

export function blankCell(reason: BlankReason): Cell {
  return BLANK_CELLS[reason];
}

/** The trimmed text, or a blank cell for `reason` if nothing is left of it. */
export function textCell(text: string | null | undefined, reason: BlankReason = 'noValue'): Cell {
  const printed = trimmed(text);
  return printed === '' ? BLANK_CELLS[reason] : { text: printed, blank: null };
}
