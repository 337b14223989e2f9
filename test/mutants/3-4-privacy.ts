import { inFile } from './mutant.ts';

export const PRIVACY = [
  ...inFile('3.4', 'report/private-cells.ts', [
    { breaks: 'private columns are printed for everybody', from: ' && !isVisible(known)', to: ' && false' },
    {
      breaks: 'with "always" the test stays',
      from: "settings.privateColumns === 'course-tenant' && ",
      to: '',
    },
    {
      breaks: 'with "always" the unaffiliated are printed too',
      from: "known.kind === 'unaffiliated'",
      to: "known.kind === 'unaffiliated' && settings.privateColumns === 'course-tenant'",
    },
    {
      breaks: 'External ID is not private',
      from: "return { 'External ID': blank, 'School Name': blank, 'Block Name': blank }",
      to: "return { 'External ID': { text: 'x', blank: null }, 'School Name': blank, 'Block Name': blank }",
    },
    {
      breaks: 'School Name is not private',
      from: "return { 'External ID': blank, 'School Name': blank, 'Block Name': blank }",
      to: "return { 'External ID': blank, 'School Name': { text: 'x', blank: null }, 'Block Name': blank }",
    },
    {
      breaks: 'Block Name is not private',
      from: "return { 'External ID': blank, 'School Name': blank, 'Block Name': blank }",
      to: "return { 'External ID': blank, 'School Name': blank, 'Block Name': { text: 'x', blank: null } }",
    },
  ]),
  ...inFile('3.4', 'report/profile-cells.ts', [
    {
      breaks: 'District Name is private too',
      from: "'District Name': locationCell(place.districtId, locationIds, directory)",
      to: "'District Name': hideable['Block Name'].blank === 'private' ? blankCell('private') : locationCell(place.districtId, locationIds, directory)",
    },
  ]),
  ...inFile('3.4', 'report/visibility.ts', [
    {
      breaks: 'without a course org all is printed',
      from: 'if (courseOrg === null) return false;',
      to: 'if (courseOrg === null) return true;',
    },
    {
      breaks: 'state users of other tenants are printed',
      from: 'return profile.rootOrgId === courseOrg.id',
      to: 'return true',
    },
    {
      breaks: 'state users of the course org are hidden',
      from: 'return profile.rootOrgId === courseOrg.id',
      to: 'return false',
    },
    {
      breaks: 'a state user is printed by her channel',
      from: 'return profile.rootOrgId === courseOrg.id',
      to: 'return profile.rootOrgId === courseOrg.id || profile.channel === courseOrg.channel',
    },
    {
      breaks: 'the user’s channel is compared with the organisation’s id',
      from: 'return profile.rootOrgId === courseOrg.id',
      to: 'return profile.rootOrgId === courseOrg.id || profile.rootOrgId === courseOrg.channel?.trim().toLowerCase()',
    },
    {
      breaks: 'a state user is printed by her declaration',
      from: "if (kind === 'state') return profile.rootOrgId === courseOrg.id;\n  if (kind !== 'custodian') return false;",
      to: "if (kind === 'state' && profile.rootOrgId === courseOrg.id) return true;",
    },
    {
      breaks: 'a custodian user is printed where her organisation is the course org',
      from: "if (kind === 'state') return",
      to: "if (profile.rootOrgId === courseOrg.id) return true;\n  if (kind === 'state') return",
    },
    { breaks: '(a) and (b) do not count', from: 'hasDeclaredTo(courseOrg, learner) || ', to: '' },
    {
      breaks: '(c) does not count',
      from: ' || isStateOf(courseOrg, stateOf(locationIds, directory))',
      to: '',
    },
    { breaks: '(c) holds where neither state is known', from: 'stateId !== null && ', to: '' },
    { breaks: '(c) holds for any known state', from: ' && stateId === courseOrg.stateId', to: '' },
  ]),
  ...inFile('3.4', 'report/declarations.ts', [
    { breaks: '(a) does not count', from: 'declarationsTo(courseOrg, learner.declarations).length > 0 ||', to: '' },
    {
      breaks: '(b) does not count',
      from: ' ||\n    oldRowsTo(courseOrg, learner.externalIdentities).length > 0',
      to: '',
    },
    { breaks: '(a) a declaration to another tenant counts', from: 'orgId === courseOrg.id && ', to: '' },
    { breaks: '(a) a rejected declaration counts', from: " && norm(status) !== 'rejected'", to: '' },
    {
      breaks: '(a) the status is compared by letter',
      from: "norm(status) !== 'rejected'",
      to: "status !== 'REJECTED'",
    },
    {
      breaks: '(a) a declaration without a status does not count',
      from: "norm(status) !== 'rejected'",
      to: "!['rejected', ''].includes(norm(status))",
    },
    { breaks: '(b) a row of any idtype counts', from: "norm(idType).startsWith('declared-')", to: 'true' },
    {
      breaks: '(b) idtype is compared by letter',
      from: "norm(idType).startsWith('declared-')",
      to: "idType.startsWith('declared-')",
    },
    {
      breaks: '(b) declared-ext-id alone counts',
      from: "norm(idType).startsWith('declared-')",
      to: "norm(idType) === 'declared-ext-id'",
    },
    { breaks: '(b) originalprovider does not count', from: ' || names.includes(norm(originalProvider))', to: '' },
    { breaks: '(b) provider does not count', from: 'names.includes(norm(provider)) || ', to: '' },
    {
      breaks: '(b) provider is compared by letter',
      from: 'names.includes(norm(provider))',
      to: 'names.includes(provider)',
    },
    {
      breaks: '(b) originalprovider is compared by letter',
      from: 'names.includes(norm(originalProvider))',
      to: "names.includes(originalProvider ?? '')",
    },
    {
      breaks: '(b) the course org’s channel does not count',
      from: '[norm(courseOrg.id), norm(courseOrg.channel)]',
      to: '[norm(courseOrg.id)]',
    },
    {
      breaks: '(b) the course org’s id does not count',
      from: '[norm(courseOrg.id), norm(courseOrg.channel)]',
      to: '[norm(courseOrg.channel)]',
    },
    {
      breaks: '(b) the course org’s channel is compared by letter',
      from: 'norm(courseOrg.channel)]',
      to: "courseOrg.channel ?? '']",
    },
    { breaks: '(b) a blank channel matches a blank provider', from: ".filter((name) => name !== '')", to: '' },
  ]),
  ...inFile('3.4', 'report/course-org.ts', [
    {
      breaks: 'a listed state comes not before the one above another id',
      from: "firstOfType(ids, 'state', directory) ?? ",
      to: '',
    },
    {
      breaks: 'the state above an id does not count',
      from: " ?? firstUp(ids, 'state', directory)",
      to: '',
    },
  ]),
];
