import { inFile } from './mutant.ts';

export const TWELVE_COLUMNS = [
  ...inFile('3.6', 'report/columns.ts', [
    { breaks: 'two columns change places', from: "  'User ID',\n  'User Name',", to: "  'User Name',\n  'User ID'," },
    { breaks: 'a column is spelt otherwise', from: "'Organization Name'", to: "'Organisation Name'" },
    { breaks: 'a column is missing', from: "  'Mobile Number',\n", to: '' },
  ]),
  ...inFile('3.6', 'report/row.ts', [
    {
      breaks: 'a cell stands under another column',
      from: "'School Name': rest['School Name']",
      to: "'School Name': rest['Block Name']",
    },
  ]),
  ...inFile('3.6', 'report/enrolment-cells.ts', [
    {
      breaks: 'User ID is not printed',
      from: "'User ID': textCell(enrolment.userId)",
      to: "'User ID': textCell('')",
    },
    {
      breaks: 'Enrollment Date: an unreadable date shows as no value in the manifest',
      from: "blankCell('unreadableDate')",
      to: "blankCell('noValue')",
    },
    {
      breaks: 'Completion Date is not printed',
      from: 'dayCell(indianDay(completedOn))',
      to: "blankCell('noValue')",
    },
    { breaks: 'Course Progress is printed without %', from: 'leafCount)}%`', to: 'leafCount)}`' },
  ]),
  ...inFile('3.6', 'report/profile-cells.ts', [
    {
      breaks: 'User Name: the parts are not trimmed each',
      from: '`${trimmed(profile.firstName)} ${trimmed(profile.lastName)}`',
      to: "`${profile.firstName ?? ''} ${profile.lastName ?? ''}`",
    },
    {
      breaks: 'User Name: no space between',
      from: '`${trimmed(profile.firstName)} ${trimmed(profile.lastName)}`',
      to: '`${trimmed(profile.firstName)}${trimmed(profile.lastName)}`',
    },
    {
      breaks: 'User Name: the lastname comes first',
      from: '`${trimmed(profile.firstName)} ${trimmed(profile.lastName)}`',
      to: '`${trimmed(profile.lastName)} ${trimmed(profile.firstName)}`',
    },
    {
      breaks: 'User Name: the lastname is left out',
      from: '`${trimmed(profile.firstName)} ${trimmed(profile.lastName)}`',
      to: '`${trimmed(profile.firstName)}`',
    },
    {
      breaks: 'User Name: a blank part leaves its space behind',
      from: 'textCell(`${trimmed(profile.firstName)} ${trimmed(profile.lastName)}`)',
      to: '{ text: `${trimmed(profile.firstName)} ${trimmed(profile.lastName)}`, blank: null }',
    },
    {
      breaks: 'Organization Name: without a row it is not blank for that reason',
      from: "blankCell('unknownOrganisation')",
      to: "blankCell('noValue')",
    },
    {
      breaks: 'Organization Name: without a row the id is printed',
      from: "blankCell('unknownOrganisation')",
      to: "textCell('id')",
    },
    {
      breaks: 'Organization Name: custodian users have none',
      from: "if (kind === 'unaffiliated') return blankCell",
      to: "if (kind !== 'state') return blankCell",
    },
    {
      breaks: 'Organization Name: the channel is printed',
      from: 'textCell(rootOrg.name)',
      to: 'textCell(rootOrg.channel)',
    },
    {
      breaks: 'Email ID and Mobile Number change places',
      from: "'Email ID': emailCell(profile, mayPrintPlain),\n    'Mobile Number': phoneCell(profile, mayPrintPlain),",
      to: "'Email ID': phoneCell(profile, mayPrintPlain),\n    'Mobile Number': emailCell(profile, mayPrintPlain),",
    },
    {
      breaks: 'District Name: the block is printed',
      from: 'locationCell(place.districtId,',
      to: 'locationCell(place.blockId,',
    },
  ]),
];
