import { BLANK_REASONS, type BlankReason } from './cell.ts';
import { type ColumnName, COLUMNS } from './columns.ts';
import { indianDay } from './dates.ts';
import { isActive, isLearner } from './enrolled.ts';
import type { Enrolment } from './learner.ts';
import type { Row } from './row.ts';

export type BlankCounts = Partial<Record<ColumnName, Partial<Record<BlankReason, number>>>>;

/**
 * What a page counts, so that the manifest explains the file to the last learner:
 * enrolments = active + inactive, and active = rows + blankUserIds (docs/domain.md, 3.2).
 */
export interface PageTally {
  /** Rows of the enrolment table in the batch and course. */
  enrolments: number;
  active: number;
  /** Active false or null. */
  inactive: number;
  /** Active enrolments without a user id. */
  blankUserIds: number;
  rows: number;
  blanks: BlankCounts;
  cellsProtected: number;
  /** Newest write among the enrolments, epoch milliseconds: the table may be a copy, and this tells its age. */
  newestActivityMs: number | null;
}

export function emptyTally(): PageTally {
  return {
    enrolments: 0,
    active: 0,
    inactive: 0,
    blankUserIds: 0,
    rows: 0,
    blanks: {},
    cellsProtected: 0,
    newestActivityMs: null,
  };
}

/** @param enrolments all that were read, with a row or not; @param cellsProtected as `csvRecords` counted */
export function tallyOf(enrolments: readonly Enrolment[], rows: readonly Row[], cellsProtected: number): PageTally {
  const active = enrolments.filter(isActive);
  return {
    enrolments: enrolments.length,
    active: active.length,
    inactive: enrolments.length - active.length,
    blankUserIds: active.filter((enrolment) => !isLearner(enrolment)).length,
    rows: rows.length,
    blanks: blanksOf(rows),
    cellsProtected,
    newestActivityMs: enrolments.map(activityMs).reduce(newest, null),
  };
}

/** Associative and commutative, keys in column order: pages can be added in any order and give equal JSON. */
export function addTally(a: PageTally, b: PageTally): PageTally {
  return {
    enrolments: a.enrolments + b.enrolments,
    active: a.active + b.active,
    inactive: a.inactive + b.inactive,
    blankUserIds: a.blankUserIds + b.blankUserIds,
    rows: a.rows + b.rows,
    blanks: blankCounts((column, reason) => (a.blanks[column]?.[reason] ?? 0) + (b.blanks[column]?.[reason] ?? 0)),
    cellsProtected: a.cellsProtected + b.cellsProtected,
    newestActivityMs: newest(a.newestActivityMs, b.newestActivityMs),
  };
}

function blanksOf(rows: readonly Row[]): BlankCounts {
  const counted = COLUMNS.map(() => new Map<BlankReason, number>());
  for (const { blanks } of rows) {
    for (const [column, reason] of blanks.entries()) {
      if (reason !== null) counted[column]?.set(reason, (counted[column].get(reason) ?? 0) + 1);
    }
  }
  return blankCounts((column, reason) => counted[COLUMNS.indexOf(column)]?.get(reason) ?? 0);
}

/** Only what is not 0, always in the same order. */
function blankCounts(count: (column: ColumnName, reason: BlankReason) => number): BlankCounts {
  const result: BlankCounts = {};
  for (const column of COLUMNS) {
    const counts = BLANK_REASONS.map((reason) => [reason, count(column, reason)] as const).filter(([, n]) => n > 0);
    if (counts.length > 0) result[column] = Object.fromEntries(counts);
  }
  return result;
}

/** A moment that no date can be printed of says nothing about the age of the data: it would hide all others. */
function activityMs({ activityAt }: Enrolment): number | null {
  return activityAt === null || indianDay(activityAt) === null ? null : activityAt.getTime();
}

function newest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
