import { describe, expect, test } from 'vitest';
import { schoolsOf } from '../../report/schools.ts';
import {
  cellOf,
  CUSTODIAN,
  declaration,
  directory,
  facts,
  identity,
  learner,
  location,
  membership,
  organisation,
  OTHER_TENANT,
  profile,
  rootOrganisation,
  rowOf,
  settings,
  TENANT,
} from './records.ts';

const known = directory(
  [
    rootOrganisation(TENANT, { name: 'State (AP)' }),
    rootOrganisation(OTHER_TENANT),
    rootOrganisation(CUSTODIAN),
    organisation('a', { name: ' MPPS A, WARD 1 ' }),
    organisation('b', { name: 'MPPS B' }),
    organisation('c', { name: 'MPPS C', type: null, isRootOrg: null }),
    organisation('twin-of-b', { name: 'MPPS B ' }),
    organisation('nameless', { name: ' ' }),
    organisation('board', { type: 5 }),
  ],
  [
    location('kuppam', 'block'),
    location('zphs', ' School', 'kuppam', ' ZPHS Kuppam '),
    location('mute', 'school', null, ' '),
  ],
);

const joined = (id: string, joinedAtText: string | null) => membership(id, { joinedAtText });

describe('the schools of a learner', () => {
  test.each([
    [
      'the newest first',
      [joined('a', '2019-01-01 00:00:00:000+0000'), joined('b', '2020-01-01 00:00:00:000+0000')],
      'b a',
    ],
    [
      'by moment and not by text',
      [joined('a', '2020-01-01 23:00:00-0500'), joined('b', '2020-01-02 01:00:00+0000')],
      'a b',
    ],
    ['a day alone is its 00:00 UTC', [joined('a', '2020-01-01'), joined('b', '2020-01-01 00:00:00:001+0000')], 'b a'],
    [
      'dates that cannot be read come last',
      [joined('a', 'soon'), joined('b', null), joined('c', '0001-01-01')],
      'c a b',
    ],
    [
      'a moment that is past the year 9999 in India cannot be read',
      [joined('a', '9999-12-31T18:30:00Z'), joined('b', '2000-02-29')],
      'b a',
    ],
    ['equal dates by id', [joined('c', '2020-01-01'), joined('a', '2020-01-01'), joined('b', '2020-01-01')], 'a b c'],
    ['without dates by id', [joined('c', null), joined('b', null), joined('a', null)], 'a b c'],
    [
      'a membership that ended does not count',
      [membership('a', { isDeleted: true }), membership('b', { isDeleted: false })],
      'b',
    ],
    ['the tenant is no school', [membership(TENANT), membership('b')], 'b'],
    ['another root organisation is no school', [membership(OTHER_TENANT), membership('b')], 'b'],
    ['an organisation without a row is no school', [membership('gone'), membership('b')], 'b'],
    ['a board is no school', [membership('board'), membership('b')], 'b'],
    ['an old organisation without a type is one', [membership('c')], 'c'],
    ['one without a name is one, for its location', [membership('nameless')], 'nameless'],
  ])('%s', (_, memberships, ids) => {
    expect(
      schoolsOf(memberships, TENANT, known)
        .map(({ id }) => id)
        .join(' '),
    ).toBe(ids);
  });

  test('her root organisation is not her school, whatever its row says', () => {
    const odd = directory([organisation('root', { isRootOrg: false, type: 2 })]);
    expect(schoolsOf([membership('root')], 'root', odd)).toEqual([]);
  });
});

function schoolName(of: Parameters<typeof learner>[0], courseOrg = facts().courseOrg) {
  const always = settings({ privateColumns: 'always' });
  return cellOf('School Name', rowOf(learner(of), { directory: known, settings: always, facts: facts({ courseOrg }) }));
}

const inSchool = profile({ locationIds: ['kuppam', 'zphs', 'mute'] });
const herself = profile({ rootOrgId: CUSTODIAN, locationIds: ['zphs'] });
const declares = (name: string) => declaration({ userInfo: { 'declared-school-name': name } });

describe('School Name', () => {
  test.each([
    ['one school', { memberships: [membership('a')] }, 'MPPS A, WARD 1'],
    ['several, joined', { memberships: [membership('a'), membership('b')] }, 'MPPS A, WARD 1; MPPS B'],
    [
      'equal names once',
      { memberships: [membership('b'), membership('twin-of-b'), membership('c')] },
      'MPPS B; MPPS C',
    ],
    ['a nameless one left out', { memberships: [membership('a'), membership('nameless')] }, 'MPPS A, WARD 1'],
    ['a membership before the profile’s school', { profile: inSchool, memberships: [membership('b')] }, 'MPPS B'],
    ['else the school in the profile', { profile: inSchool }, 'ZPHS Kuppam'],
    [
      'also where the only school is nameless',
      { profile: inSchool, memberships: [membership('nameless')] },
      'ZPHS Kuppam',
    ],
    [
      'the first school in the profile, though it has no name',
      { profile: profile({ locationIds: ['mute', 'zphs'] }) },
      '',
    ],
    ['never the tenant’s name', { memberships: [membership(TENANT)] }, ''],
    ['what a state user declared is not used', { declarations: [declares('Declared')] }, ''],
    [
      'a custodian user’s declaration stands alone',
      { profile: herself, declarations: [declares(' Own ')], memberships: [membership('a')] },
      'Own',
    ],
    [
      'else her old declared row',
      {
        profile: herself,
        externalIdentities: [identity('declared-school-name', 'ap', { externalId: 'own', originalExternalId: 'Own' })],
        memberships: [membership('a')],
      },
      'Own',
    ],
    [
      'not her old declared id',
      { profile: herself, externalIdentities: [identity('declared-ext-id', 'ap', { externalId: 'T-1' })] },
      'ZPHS Kuppam',
    ],
    [
      'else her memberships',
      { profile: herself, declarations: [declares(' ')], memberships: [membership('a')] },
      'MPPS A, WARD 1',
    ],
    ['else the school in her profile', { profile: herself }, 'ZPHS Kuppam'],
  ])('%s', (_, of, name) => {
    expect(schoolName(of)).toBe(name);
  });

  test('without a course org a custodian user’s memberships count', () => {
    expect(
      schoolName({ profile: herself, declarations: [declares('Own')], memberships: [membership('a')] }, null),
    ).toBe('MPPS A, WARD 1');
  });
});
