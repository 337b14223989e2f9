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
  ...inFile('3.3', 'activities/enrich.ts', [
    {
      breaks: 'a state user’s declarations are read',
      from: "source.declarations(ofKind('custodian'))",
      to: 'source.declarations(known)',
    },
    {
      breaks: 'a custodian user’s declarations are not read',
      from: "source.declarations(ofKind('custodian'))",
      to: "source.declarations(ofKind('state'))",
    },
    {
      breaks: 'a custodian user’s identity rows are not read',
      from: "ofKind('state', 'custodian'))",
      to: "ofKind('state'))",
    },
    {
      breaks: 'a state user’s identity rows are not read',
      from: "ofKind('state', 'custodian'))",
      to: "ofKind('custodian'))",
    },
    {
      breaks: 'an unaffiliated user’s organisations are not read',
      from: "'custodian', 'unaffiliated')",
      to: "'custodian')",
    },
    {
      breaks: 'a deleted user’s rows are read',
      from: "'custodian', 'unaffiliated')",
      to: "'custodian', 'unaffiliated', 'deleted')",
    },
    { breaks: 'consent is asked in masked mode', from: "settings.contacts === 'full' && courseOrg", to: 'courseOrg' },
    {
      breaks: 'consent is never asked',
      from: "settings.contacts === 'full' && courseOrg !== null",
      to: 'false as boolean && courseOrg !== null',
    },
    { breaks: 'root organisations are not loaded', from: 'if (hasText(rootOrgId)) ids.add(rootOrgId);', to: '' },
    { breaks: 'schools are not loaded', from: 'ids.add(organisationId);', to: 'void organisationId;' },
    { breaks: 'places of profiles are not loaded', from: 'locationsOf(profiles.values()),\n  );', to: '[],\n  );' },
  ]),
  ...inFile('3.3', 'activities/directories.ts', [
    { breaks: 'places above a place are not loaded', from: 'step <= MOST_STEPS_UP', to: 'step < 1' },
  ]),
];
