import type { BlankReason, Cells } from './cell.ts';
import { type ColumnName, COLUMNS } from './columns.ts';
import { enrolmentCells } from './enrolment-cells.ts';
import { knownLearner } from './known-learner.ts';
import { learnerKind } from './learner-kind.ts';
import type { CourseFacts, Directory, Enrolment, Learner } from './learner.ts';
import { cellsWithoutProfile, profileCells } from './profile-cells.ts';
import type { RowSettings } from './row-settings.ts';

export interface Row {
  /** Twelve texts in column order, `''` = blank; not yet protected against formulas or quoted. */
  readonly cells: readonly string[];
  /** For each blank cell why, for the others `null`. */
  readonly blanks: readonly (BlankReason | null)[];
}

/**
 * One learner, one row (docs/domain.md, 3.3 and 3.6). Runs once for each of up to 100,000 learners.
 *
 * @param enrolment one that `isLearner`
 * @throws nothing, whatever the records hold
 */
export function learnerRow(
  enrolment: Enrolment,
  learner: Learner,
  facts: CourseFacts,
  directory: Directory,
  settings: RowSettings,
): Row {
  const { profile } = learner;
  const kind = learnerKind(profile, facts.custodianOrgId);
  const own = enrolmentCells(enrolment, facts.leafCount);
  if (profile === null) return inOrder({ ...own, ...cellsWithoutProfile('noProfile') });
  if (kind === 'deleted') return inOrder({ ...own, ...cellsWithoutProfile('deleted') });
  return inOrder({ ...own, ...profileCells(knownLearner(kind, profile, learner, facts, directory), settings) });
}

function inOrder(cells: Cells<ColumnName>): Row {
  return {
    cells: COLUMNS.map((name) => cells[name].text),
    blanks: COLUMNS.map((name) => cells[name].blank),
  };
}
