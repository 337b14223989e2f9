import { describe, expect, test } from 'vitest';
import { DEMO } from '../../../dev/data/demo.ts';
import { country } from '../../../dev/data/places/place-tree.ts';
import type { Values } from '../../../dev/data/rows.ts';
import { grouped, sample } from './demo-sample.ts';

type User = Values<'sunbird.user'>;
type Enrolment = Values<'sunbird_courses.report_user_enrolments'>;

const states = [country().courseState, ...country().otherStates];
const places = new Map(states.flatMap((state) => state.places).map((place) => [place.id, place]));
const schoolOrgs = new Set<unknown>(states.flatMap((state) => state.schools).map(({ orgId }) => orgId));

const fullName = ({ firstname, lastname }: User) => `${String(firstname ?? '')}|${String(lastname ?? '')}`;
const placesOf = ({ profilelocation, locationids }: User) => {
  const listed = profilelocation ? (JSON.parse(String(profilelocation)) as { id: string }[]).map(({ id }) => id) : [];
  return listed.length > 0 ? listed : ((locationids ?? []) as string[]);
};
const typesOf = (user: User) => placesOf(user).map((id) => places.get(id)?.type ?? 'unknown');
const blank = (value: unknown) => typeof value === 'string' && value.trim() === '';

/** Cases to be seen in a user's row. */
const USERS: Record<string, (user: User) => boolean> = {
  'deleted by flag': ({ isdeleted }) => isdeleted === true,
  'deleted by status': ({ status, isdeleted }) => status === 2 && isdeleted !== true,
  'blocked, not deleted': ({ status, isdeleted }) => status === 0 && isdeleted !== true,
  'a child account': ({ managedby }) => managedby !== undefined,
  'of the tenant of the course': ({ rootorgid }) => rootorgid === DEMO.courseOrgId,
  'signed up by herself': ({ rootorgid }) => rootorgid === DEMO.custodianOrgId,
  'of another tenant': ({ rootorgid }) => states.slice(1).some((state) => state.rootOrgId === rootorgid),
  'without root organisation': ({ rootorgid }) => rootorgid === undefined,
  'of a root organisation that is lost': ({ rootorgid }) =>
    rootorgid !== undefined &&
    rootorgid !== DEMO.custodianOrgId &&
    states.every((state) => state.rootOrgId !== rootorgid),
  'a name in Latin letters': (user) => /^[A-Z][a-z]+\|[A-Z][a-z]+$/.test(fullName(user)),
  'a name in Devanagari': (user) => /^\p{Script=Devanagari}+\|\p{Script=Devanagari}+$/u.test(fullName(user)),
  'a name in Telugu': (user) => /^\p{Script=Telugu}+\|\p{Script=Telugu}+$/u.test(fullName(user)),
  'a name in Tamil': (user) => /^\p{Script=Tamil}+\|\p{Script=Tamil}+$/u.test(fullName(user)),
  'a name in Bengali': (user) => /^\p{Script=Bengali}+\|\p{Script=Bengali}+$/u.test(fullName(user)),
  'a name in Kannada': (user) => /^\p{Script=Kannada}+\|\p{Script=Kannada}+$/u.test(fullName(user)),
  'a name with a comma': (user) => fullName(user).includes(','),
  'a name with quotes': (user) => fullName(user).includes('"'),
  'a name with CR LF': (user) => fullName(user).includes('\r\n'),
  'a name with a line feed': (user) => /[^\r]\n/.test(fullName(user)),
  'a name that begins with =': ({ firstname }) => String(firstname).startsWith('='),
  'a name that begins with +, - or @': ({ firstname }) => /^[-+@]/.test(String(firstname)),
  'a name with joiners': (user) => /[\u200C\u200D]/.test(fullName(user)),
  'a name with spaces around': ({ firstname, lastname }) =>
    /^ +\S/.test(String(firstname)) && /\S $/.test(String(lastname)),
  'no last name': ({ firstname, lastname }) => !blank(firstname) && lastname === undefined,
  'a blank last name': ({ lastname }) => blank(lastname),
  'no name at all': ({ firstname, lastname }) => blank(firstname) && lastname === undefined,
  'no e-mail': ({ email, maskedemail }) => email === undefined && maskedemail === undefined,
  'a blank e-mail': ({ maskedemail }) => blank(maskedemail),
  'a masked e-mail': ({ maskedemail }) => String(maskedemail).includes('*'),
  'an e-mail too short for its mask': ({ maskedemail }) => /^..@example\.org$/.test(String(maskedemail)),
  'an e-mail that is none': ({ maskedemail }) => String(maskedemail).endsWith(' at example.org'),
  'an e-mail stored in plain text': ({ email }) => String(email).includes('@'),
  'a masked number': ({ maskedphone }) => /^\*{6}\d{4}$/.test(String(maskedphone)),
  'a number in the masked column': ({ maskedphone }) => /^\d{10}$/.test(String(maskedphone)),
  'a number too short for its mask': ({ maskedphone }) => /^\d{5}$/.test(String(maskedphone)),
  'no number': ({ phone, maskedphone }) => phone === undefined && maskedphone === undefined,
  'a location as JSON': ({ profilelocation }) => profilelocation !== undefined,
  'a location as the older list': ({ profilelocation, locationids }) =>
    profilelocation === undefined && locationids !== undefined,
  'an empty JSON beside the older list': ({ profilelocation, locationids }) =>
    profilelocation === '[]' && locationids !== undefined,
  'no location': ({ profilelocation, locationids }) => profilelocation === undefined && locationids === undefined,
  'a state alone': (user) => typesOf(user).join() === 'state',
  'a district and no block': (user) => typesOf(user).toSorted().join() === 'district,state',
  'a school alone': (user) => typesOf(user).join() === 'school',
  'two blocks': (user) => typesOf(user).filter((type) => type === 'block').length === 2,
  'unknown places': (user) => typesOf(user).includes('unknown'),
  'a block of another district': (user) => {
    const [district, block] = ['district', 'block'].map((type) =>
      placesOf(user).find((id) => places.get(id)?.type === type),
    );
    return block !== undefined && district !== undefined && places.get(block)?.parentId !== district;
  },
};

const noneOf = (enrolment: Enrolment, ...columns: (keyof Enrolment)[]) =>
  columns.every((column) => enrolment[column] === undefined);
const contents = ({ contentstatus }: Enrolment) => Object.values((contentstatus ?? {}) as Record<string, number>);

/** Cases to be seen in a row of the enrolments. */
const ENROLMENTS: Record<string, (enrolment: Enrolment) => boolean> = {
  inactive: ({ active }) => active === false,
  'active unset': ({ active }) => active === undefined,
  'of another course': ({ courseid }) => courseid === DEMO.otherCourseId,
  'a date in the new form alone': (row) => row.enrolled_date instanceof Date && row.enrolleddate === undefined,
  'a date in the old form alone': (row) =>
    row.enrolled_date === undefined && /:\d\d:\d{3}\+0000$/.test(String(row.enrolleddate)),
  'a date in both forms': (row) => row.enrolled_date !== undefined && row.enrolleddate !== undefined,
  'two dates that differ': ({ enrolled_date: date, enrolleddate: text }) =>
    date instanceof Date && text !== undefined && !String(text).startsWith(date.toISOString().slice(0, 10)),
  'a day alone': ({ enrolleddate }) => /^\d{4}-\d\d-\d\d$/.test(String(enrolleddate)) && enrolleddate !== '2026-06-31',
  'a date that nobody can read': ({ enrolleddate }) => /\/|null|-02-30|-06-31/.test(String(enrolleddate)),
  'no date': (row) => noneOf(row, 'enrolled_date', 'enrolleddate'),
  'another day in India than in UTC': ({ enrolled_date: date }) =>
    date instanceof Date && date.toISOString().slice(11, 16) >= '18:30',
  'completed (rule 1)': (row) => row.completedon !== undefined && contents(row).length === DEMO.leafCount,
  'completed with 40 per cent (rule 1)': (row) => row.completedon !== undefined && row.completionpercentage === 40,
  'some contents done (rule 2)': (row) =>
    row.completedon === undefined && contents(row).includes(2) && contents(row).includes(1),
  'all contents done, not completed (rule 2)': (row) =>
    row.completedon === undefined && contents(row).filter((state) => state === 2).length === DEMO.leafCount,
  'a percentage alone (rule 3)': (row) =>
    noneOf(row, 'completedon', 'contentstatus') && Number(row.completionpercentage) < 100,
  'hundred per cent, not completed (rule 3)': (row) =>
    row.completedon === undefined && row.completionpercentage === 100,
  'a percentage above 100 (rule 3)': ({ completionpercentage }) => Number(completionpercentage) > 100,
  'a percentage below 0 (rule 3)': ({ completionpercentage }) => Number(completionpercentage) < 0,
  'a count alone (rule 4)': (row) =>
    noneOf(row, 'completedon', 'contentstatus', 'completionpercentage') && Number(row.progress) > 0,
  'nothing at all (rule 5)': (row) => noneOf(row, 'completedon', 'contentstatus', 'completionpercentage', 'progress'),
  'an empty map of contents': (row) => row.contentstatus !== undefined && contents(row).length === 0,
};

type Identity = Values<'sunbird.usr_external_identity'>;

/** Cases to be seen in a row of the external ids. */
const IDENTITIES: Record<string, (identity: Identity) => boolean> = {
  'keyed by the root organisation': ({ idtype, provider }) =>
    idtype === DEMO.courseOrgId && provider === DEMO.courseOrgId,
  'keyed by the channel': ({ idtype, provider }) =>
    idtype === DEMO.courseOrgChannel && provider === DEMO.courseOrgChannel,
  'lowered alone': ({ externalid, originalexternalid }) => externalid !== undefined && originalexternalid === undefined,
  'with leading zeros': ({ originalexternalid }) => /^00\d+$/.test(String(originalexternalid)),
  ciphertext: ({ idtype, originalexternalid }) =>
    idtype === DEMO.courseOrgChannel && String(originalexternalid).length > 100,
  'declared, in the old form': ({ idtype }) => idtype === 'declared-ext-id',
};

type Declaration = Values<'sunbird.user_declarations'>;

const DECLARATIONS: Record<string, (declaration: Declaration) => boolean> = {
  'to the tenant of the course': ({ orgid, status }) => orgid === DEMO.courseOrgId && status !== 'REJECTED',
  rejected: ({ status }) => status === 'REJECTED',
  'without status': ({ status }) => status === undefined,
  'to another tenant': ({ orgid }) => orgid !== DEMO.courseOrgId,
  'as administrator': ({ persona }) => persona === 'administrator',
  'without ID': ({ userinfo }) => !Object.hasOwn(userinfo as object, 'declared-ext-id'),
};

type Membership = Values<'sunbird.user_organisation'>;

const MEMBERSHIPS: Record<string, (membership: Membership) => boolean> = {
  'in a school': ({ organisationid }) => schoolOrgs.has(organisationid),
  ended: ({ isdeleted }) => isdeleted === true,
  'in a board': ({ organisationid }) => states.some(({ boardOrgId }) => boardOrgId === organisationid),
  'since a day alone': ({ orgjoindate }) => /^\d{4}-\d\d-\d\d$/.test(String(orgjoindate)),
  'since a date that nobody can read': ({ orgjoindate }) => String(orgjoindate).includes('/'),
};

const CONSENTS: Record<string, (consent: Values<'sunbird.user_consent'>) => boolean> = {
  active: ({ status, expiry }) => status === 'ACTIVE' && expiry instanceof Date && expiry > new Date('2030-01-01'),
  'active for ever': ({ status, expiry }) => status === 'ACTIVE' && expiry === undefined,
  expired: ({ expiry }) => expiry instanceof Date && expiry < new Date('2026-06-01'),
  revoked: ({ status }) => status === 'REVOKED',
};

describe.each([1, 2, 3])('among the first thousand learners of seed %i', (seed) => {
  const { of, learners } = sample(seed);

  function namesWithout<T>(rows: readonly T[], cases: Record<string, (row: T) => boolean>): string[] {
    return Object.keys(cases).filter((name) => !rows.some((row) => cases[name]?.(row)));
  }

  test('every kind of user is there', () => expect(namesWithout(of('sunbird.user'), USERS)).toEqual([]));

  test('every kind of enrolment is there', () =>
    expect(namesWithout(of('sunbird_courses.report_user_enrolments'), ENROLMENTS)).toEqual([]));

  test('every kind of external id is there', () =>
    expect(namesWithout(of('sunbird.usr_external_identity'), IDENTITIES)).toEqual([]));

  test('every kind of declaration is there', () =>
    expect(namesWithout(of('sunbird.user_declarations'), DECLARATIONS)).toEqual([]));

  test('every kind of membership is there', () =>
    expect(namesWithout(of('sunbird.user_organisation'), MEMBERSHIPS)).toEqual([]));

  test('every kind of consent is there', () => expect(namesWithout(of('sunbird.user_consent'), CONSENTS)).toEqual([]));

  test('some teach in several schools', () => {
    const schoolsOf = grouped(
      of('sunbird.user_organisation').filter(({ organisationid }) => schoolOrgs.has(organisationid)),
      ({ userid }) => userid,
    );
    expect([...schoolsOf.values()].filter((rows) => rows.length > 1).length).toBeGreaterThan(10);
  });

  test('some have two external ids, of both generations', () => {
    const idsOf = grouped(of('sunbird.usr_external_identity'), ({ userid }) => userid);
    const both = [...idsOf.values()].filter((rows) => rows.length === 2 && rows[0]?.idtype !== rows[1]?.idtype);
    expect(both.length).toBeGreaterThan(0);
  });

  test('some learners are enrolled in the other course too', () => {
    const own = new Set<unknown>(learners.map(({ userId }) => userId));
    const others = of('sunbird_courses.report_user_enrolments').filter(
      ({ courseid }) => courseid === DEMO.otherCourseId,
    );
    expect(others.filter(({ userid }) => own.has(userid)).length).toBeGreaterThan(0);
    expect(others.filter(({ userid }) => !own.has(userid)).length).toBeGreaterThan(0);
  });

  test('most learners are ordinary', () => {
    const ordinary = of('sunbird.user').filter(({ status, isdeleted }) => status === 1 && isdeleted !== true);
    expect(ordinary.length / learners.length).toBeGreaterThan(0.95);
  });
});
