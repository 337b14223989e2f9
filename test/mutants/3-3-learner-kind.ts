import { inFile } from './mutant.ts';

export const LEARNER_KIND = [
  ...inFile('3.3', 'report/learner-kind.ts', [
    {
      breaks: 'status 2 is not deleted',
      from: 'profile.isDeleted === true || profile.status === 2',
      to: 'profile.isDeleted === true',
    },
    {
      breaks: 'isdeleted is not deleted',
      from: 'profile.isDeleted === true || profile.status === 2',
      to: 'profile.status === 2',
    },
    { breaks: 'isdeleted null counts as true', from: 'profile.isDeleted === true', to: 'profile.isDeleted !== false' },
    { breaks: 'status 0 (blocked) is deleted', from: 'profile.status === 2', to: 'profile.status !== 1' },
    { breaks: 'a status of null is deleted', from: 'profile.status === 2', to: '(profile.status ?? 2) === 2' },
    {
      breaks: 'a rootorgid of spaces is an organisation',
      from: '!hasText(profile.rootOrgId)',
      to: 'profile.rootOrgId === null',
    },
    {
      breaks: 'unaffiliated comes before deleted',
      from: "if (isDeletedUser(profile)) return 'deleted';\n  if (!hasText(profile.rootOrgId)) return 'unaffiliated';",
      to: "if (!hasText(profile.rootOrgId)) return 'unaffiliated';\n  if (isDeletedUser(profile)) return 'deleted';",
    },
    {
      breaks: 'users of the custodian org are state users',
      from: "profile.rootOrgId === custodianOrgId ? 'custodian' : 'state'",
      to: "'state'",
    },
    {
      breaks: 'where no custodian org is named, everybody is custodian',
      from: 'profile.rootOrgId === custodianOrgId',
      to: '(custodianOrgId === null || profile.rootOrgId === custodianOrgId)',
    },
  ]),
  ...inFile('3.3', 'report/row.ts', [
    {
      breaks: 'a deleted user is printed like all others',
      from: "if (kind === 'deleted') return toRow(own, cellsWithoutProfile('deleted'));",
      to: '',
    },
    {
      breaks: 'a learner without a user row has a row without dates and progress',
      from: "if (profile === null) return toRow(own, cellsWithoutProfile('noProfile'))",
      to: "if (profile === null) return { cells: COLUMNS.map(() => ''), blanks: COLUMNS.map(() => 'noProfile') }",
    },
    {
      breaks: 'the manifest cannot tell a deleted user from a missing one',
      from: "cellsWithoutProfile('deleted')",
      to: "cellsWithoutProfile('noProfile')",
    },
  ]),
  ...inFile('3.3', 'report/profile-cells.ts', [
    {
      breaks: 'Organization Name of the unaffiliated is not blank for that reason',
      from: "if (kind === 'unaffiliated') return blankCell('noOrganisation');",
      to: '',
    },
  ]),
  ...inFile('3.3', 'report/private-cells.ts', [
    {
      breaks: 'the private columns of the unaffiliated are printed',
      from: "if (known.kind === 'unaffiliated') return NO_ORGANISATION;",
      to: '',
    },
  ]),
];
