import { blankCell, type BlankReason, type Cells } from './cell.ts';
import type { PrivateColumn } from './columns.ts';
import { externalIdCell } from './external-id.ts';
import type { KnownLearner } from './known-learner.ts';
import { locationCell } from './location-cell.ts';
import type { RowSettings } from './row-settings.ts';
import { schoolNameCell } from './school-name-cell.ts';
import { isVisible } from './visibility.ts';

const NO_ORGANISATION = hidden('noOrganisation');
const PRIVATE = hidden('private');

/**
 * External ID, School Name and Block Name, or blanks where the course org may not see them (docs/domain.md, 3.4). The
 * setting `always` lifts the privacy, not the blank of a learner without an organisation.
 */
export function privateCells(known: KnownLearner, blockId: string | null, settings: RowSettings): Cells<PrivateColumn> {
  if (known.kind === 'unaffiliated') return NO_ORGANISATION;
  if (settings.privateColumns === 'course-tenant' && !isVisible(known)) return PRIVATE;
  return {
    'External ID': externalIdCell(known),
    'School Name': schoolNameCell(known),
    'Block Name': locationCell(blockId, known.locationIds, known.directory),
  };
}

function hidden(reason: BlankReason): Cells<PrivateColumn> {
  const blank = blankCell(reason);
  return { 'External ID': blank, 'School Name': blank, 'Block Name': blank };
}
