import type { BlankReason } from '../../report/cell.ts';
import type { ColumnName } from '../../report/columns.ts';

type Reasons = Partial<Record<ColumnName, BlankReason>>;

/** Why cells of a plain learner of the hostile batch are blank: she has no contacts, and has not begun. */
export const PLAIN_REASONS: Reasons = {
  'Email ID': 'noValue',
  'Mobile Number': 'noValue',
  'Completion Date': 'noValue',
};

const hidden: Reasons = { 'External ID': 'private', 'School Name': 'private', 'Block Name': 'private' };

/** Why others are blank where the poison is, worked out from docs/domain.md by hand. */
export const REASONS: Readonly<Record<string, Reasons>> = {
  'location: unknownIdsAlone': {
    'District Name': 'unknownLocation',
    'School Name': 'noValue',
    'Block Name': 'unknownLocation',
  },
  'location: ring': { 'District Name': 'noValue', 'Block Name': 'noValue' },
  'location: nameless': { 'School Name': 'noValue', 'Block Name': 'noValue' },
  'organisation: twoThousandUnknown': { 'School Name': 'noValue' },
  'organisation: blankRootOrg': {
    'External ID': 'noOrganisation',
    'Organization Name': 'noOrganisation',
    'School Name': 'noOrganisation',
    'Block Name': 'noOrganisation',
  },
  'organisation: rootOrgWithSpace': { ...hidden, 'Organization Name': 'unknownOrganisation' },
  'organisation: namelessRootOrg': { ...hidden, 'Organization Name': 'noValue' },
  'identity: blank': { 'External ID': 'noValue' },
  'contact: bareAddress': { 'Email ID': 'notMasked', 'Mobile Number': 'notMasked' },
  'enrolment: nothingAtAll': { 'Enrollment Date': 'noValue' },
  'enrolment: textThirtiethOfFebruary': { 'Enrollment Date': 'unreadableDate' },
  'enrolment: completedAtLastMoment': { 'Completion Date': 'unreadableDate' },
  'enrolment: progressBelow': {},
  'enrolment: progressAbove': {},
  'name: spacesOfAllKinds': { 'User Name': 'noValue' },
  'name: nulInside': {},
  'name: megabyte': {},
};
