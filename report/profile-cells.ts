import { blankCell, type BlankReason, type Cell, type Cells, textCell } from './cell.ts';
import type { ColumnName } from './columns.ts';
import { emailCell, hasConsent, phoneCell } from './contacts.ts';
import { learnerPlace } from './district-block.ts';
import type { EnrolmentColumn } from './enrolment-cells.ts';
import type { KnownLearner } from './known-learner.ts';
import { locationCell } from './location-cell.ts';
import { privateCells } from './private-cells.ts';
import type { RowSettings } from './row-settings.ts';
import { trimmed } from './text.ts';

export type ProfileColumn = Exclude<ColumnName, EnrolmentColumn>;

export function profileCells(known: KnownLearner, settings: RowSettings): Cells<ProfileColumn> {
  const { profile, learner, directory, locationIds } = known;
  const mayPrintPlain = settings.contacts === 'full' && hasConsent(learner.consent, settings.runStartedAt);
  const place = learnerPlace(locationIds, known.schools, directory);
  const hideable = privateCells(known, place.blockId, settings);
  return {
    'External ID': hideable['External ID'],
    'User Name': textCell(`${trimmed(profile.firstName)} ${trimmed(profile.lastName)}`),
    'Email ID': emailCell(profile, mayPrintPlain),
    'Mobile Number': phoneCell(profile, mayPrintPlain),
    'Organization Name': organisationCell(known),
    'District Name': locationCell(place.districtId, locationIds, directory),
    'School Name': hideable['School Name'],
    'Block Name': hideable['Block Name'],
  };
}

/** The cells of a learner whose user row is missing, or deleted and so treated as missing (docs/domain.md, 3.3). */
export function cellsWithoutProfile(reason: BlankReason): Cells<ProfileColumn> {
  const blank = blankCell(reason);
  return {
    'External ID': blank,
    'User Name': blank,
    'Email ID': blank,
    'Mobile Number': blank,
    'Organization Name': blank,
    'District Name': blank,
    'School Name': blank,
    'Block Name': blank,
  };
}

function organisationCell({ kind, rootOrg }: KnownLearner): Cell {
  if (kind === 'unaffiliated') return blankCell('noOrganisation');
  return rootOrg === undefined ? blankCell('unknownOrganisation') : textCell(rootOrg.name);
}
