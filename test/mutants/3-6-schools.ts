import { inFile } from './mutant.ts';

export const SCHOOLS = [
  ...inFile('3.6', 'report/schools.ts', [
    { breaks: 'schools: deleted memberships count', from: 'member.isDeleted !== true && ', to: '' },
    {
      breaks: 'schools: isdeleted null counts as true',
      from: 'member.isDeleted !== true',
      to: 'member.isDeleted === false',
    },
    { breaks: 'schools: her rootorgid is a school', from: ' && member.organisationId !== rootOrgId', to: '' },
    { breaks: 'schools: a root organisation is a school', from: ' || organisation.isRootOrg === true', to: '' },
    {
      breaks: 'schools: isrootorg null is a root organisation',
      from: 'organisation.isRootOrg === true',
      to: 'organisation.isRootOrg !== false',
    },
    { breaks: 'schools: organisationtype null is no school', from: 'organisation.type === null || ', to: '' },
    {
      breaks: 'schools: an organisation of any type is a school',
      from: 'organisation.type === null || organisation.type === SCHOOL_TYPE',
      to: 'true',
    },
    { breaks: 'schools: another organisationtype than 2', from: 'const SCHOOL_TYPE = 2', to: 'const SCHOOL_TYPE = 5' },
    { breaks: 'schools: the oldest first', from: 'b.joinedAt - a.joinedAt', to: 'a.joinedAt - b.joinedAt' },
    { breaks: 'schools: the order is not by orgjoindate', from: 'b.joinedAt - a.joinedAt || ', to: '' },
    {
      breaks: 'schools: of one orgjoindate the order is not by organisationid',
      from: ' || byCodePoint(a.member.organisationId, b.member.organisationId)',
      to: '',
    },
    { breaks: 'schools: unreadable dates come first', from: 'Number.MIN_SAFE_INTEGER', to: 'Number.MAX_SAFE_INTEGER' },
    { breaks: 'schools: unreadable dates count as 1970', from: 'Number.MIN_SAFE_INTEGER', to: '0' },
    {
      breaks: 'schools: orgjoindate is read as JavaScript reads dates',
      from: 'momentOfText(member.joinedAtText)',
      to: '(Date.parse(member.joinedAtText) || null)',
    },
  ]),
  ...inFile('3.6', 'report/school-name-cell.ts', [
    {
      breaks: 'School Name: what a custodian user declared does not count',
      from: "kind === 'custodian' ? declaredValue(learner, facts.courseOrg, 'declared-school-name') : null",
      to: 'null',
    },
    {
      breaks: 'School Name: what a state user declared counts',
      from: "kind === 'custodian' ? declaredValue",
      to: "kind !== 'missing' ? declaredValue",
    },
    {
      breaks: 'School Name: the declared id is printed',
      from: "'declared-school-name'",
      to: "'declared-ext-id'",
    },
    {
      breaks: 'School Name: the memberships’ names come before the declared one',
      from: 'declared ?? (joinedNames(schools) || schoolInProfile(locationIds, directory))',
      to: 'joinedNames(schools) || (declared ?? schoolInProfile(locationIds, directory))',
    },
    {
      breaks: 'School Name: the memberships’ names are added to the declared one',
      from: 'declared ?? (joinedNames(schools)',
      to: "[declared, joinedNames(schools)].filter(Boolean).join('; ') || (''",
    },
    { breaks: 'School Name: joined by commas', from: "join('; ')", to: "join(', ')" },
    { breaks: 'School Name: a name comes twice', from: '[...new Set(names)]', to: 'names' },
    {
      breaks: 'School Name: names are not trimmed',
      from: 'trimmed(school.name)',
      to: "(school.name ?? '')",
    },
    { breaks: 'School Name: blank names are joined too', from: ".filter((name) => name !== '')", to: '' },
    {
      breaks: 'School Name: one school only',
      from: "[...new Set(names)].join('; ')",
      to: "names[0] ?? ''",
    },
    {
      breaks: 'School Name: the profile’s school does not count',
      from: ' || schoolInProfile(locationIds, directory)',
      to: '',
    },
    {
      breaks: 'School Name: the profile’s school comes before the memberships’',
      from: 'joinedNames(schools) || schoolInProfile(locationIds, directory)',
      to: 'schoolInProfile(locationIds, directory) || joinedNames(schools)',
    },
    {
      breaks: 'School Name: not the first school of the profile, but the last',
      from: "firstOfType(locationIds, 'school', directory)",
      to: "firstOfType(locationIds.toReversed(), 'school', directory)",
    },
    {
      breaks: 'School Name: else the tenant’s name',
      from: 'return textCell(declared ?? (joinedNames(schools) || schoolInProfile(locationIds, directory)))',
      to: "return textCell(declared ?? (joinedNames(schools) || schoolInProfile(locationIds, directory) || directory.organisation(learner.profile?.rootOrgId ?? '')?.name))",
    },
  ]),
];
