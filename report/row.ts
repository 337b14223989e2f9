import type { BlankReason, Cells } from './cell.ts';
import { type ColumnName, COLUMNS } from './columns.ts';
import { type EnrolmentColumn, enrolmentCells } from './enrolment-cells.ts';
import { knownLearner } from './known-learner.ts';
import { learnerKind } from './learner-kind.ts';
import type { CourseFacts, Directory, Enrolment, Learner } from './learner.ts';
import { cellsWithoutProfile, type ProfileColumn, profileCells } from './profile-cells.ts';
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
  if (profile === null) return toRow(own, cellsWithoutProfile('noProfile'));
  if (kind === 'deleted') return toRow(own, cellsWithoutProfile('deleted'));
  return toRow(own, profileCells(knownLearner(kind, profile, learner, facts, directory), settings));
}

/** Written out: spreading both parts into one object made a row three times as dear (10 against 3.5 µs). */
function toRow(own: Cells<EnrolmentColumn>, rest: Cells<ProfileColumn>): Row {
  const row: Cells<ColumnName> = {
    'External ID': rest['External ID'],
    'User ID': own['User ID'],
    'User Name': rest['User Name'],
    'Email ID': rest['Email ID'],
    'Mobile Number': rest['Mobile Number'],
    'Organization Name': rest['Organization Name'],
    'District Name': rest['District Name'],
    'School Name': rest['School Name'],
    'Block Name': rest['Block Name'],
    'Enrollment Date': own['Enrollment Date'],
    'Course Progress': own['Course Progress'],
    'Completion Date': own['Completion Date'],
  };
  return { cells: COLUMNS.map((name) => row[name].text), blanks: COLUMNS.map((name) => row[name].blank) };
}
