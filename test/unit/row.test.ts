import { describe, expect, test } from 'vitest';
import {
  blankOf,
  cellOf,
  CUSTODIAN,
  directory,
  enrolment,
  learner,
  location,
  profile,
  rootOrganisation,
  rowOf,
  TENANT,
} from './records.ts';

const completed = enrolment({
  enrolledDateText: '2020-06-26 13:28:16:221+0000',
  completedOn: new Date('2020-07-02T10:00:00Z'),
});

describe('a learner without a profile keeps a row (3.3)', () => {
  const full = profile({ firstName: 'Asha', maskedEmail: 'a*', maskedPhone: '1*', locationIds: ['kuppam'] });
  const known = directory([rootOrganisation(TENANT)], [location('kuppam', 'block')]);

  test.each([
    ['no user row', null, 'noProfile'],
    ['deleted', { ...full, isDeleted: true }, 'deleted'],
    ['status 2', { ...full, status: 2 }, 'deleted'],
  ] as const)('%s', (_, user, reason) => {
    const row = rowOf(learner({ profile: user }), { enrolment: completed, directory: known });
    expect(row.cells).toEqual(['', 'learner-1', '', '', '', '', '', '', '', '26/06/2020', '100%', '02/07/2020']);
    expect(row.blanks).toEqual([reason, null, ...Array(7).fill(reason), null, null, null]);
  });

  test('a blocked user is an ordinary row', () => {
    const row = rowOf(learner({ profile: { ...full, status: 0 } }), { directory: known });
    expect(cellOf('User Name', row)).toBe('Asha');
    expect(cellOf('Block Name', row)).toBe('kuppam');
  });
});

describe('User Name', () => {
  test.each([
    [' అనిత ', ' Rao ', 'అనిత Rao'],
    ['Asha', null, 'Asha'],
    ['Asha', ' ', 'Asha'],
    ['', 'Rao', 'Rao'],
    [null, null, ''],
    [' ', '\u00a0', ''],
    ['As\tha', 'line\r\nbreak', 'As\tha line\r\nbreak'],
    ['NUL\u0000', '\u200dRao😀', 'NUL\u0000 \u200dRao😀'],
  ])('%j and %j: %j', (firstName, lastName, name) => {
    expect(cellOf('User Name', rowOf(learner({ profile: profile({ firstName, lastName }) })))).toBe(name);
  });

  test('a name of a megabyte is not cut', () => {
    const firstName = 'न'.repeat(1_000_000);
    expect(cellOf('User Name', rowOf(learner({ profile: profile({ firstName }) })))).toBe(firstName);
  });
});

describe('Organization Name', () => {
  const named = (rootOrgId: string | null, name: string | null) =>
    rowOf(learner({ profile: profile({ rootOrgId }) }), {
      directory: directory([rootOrganisation(TENANT, { name }), rootOrganisation(CUSTODIAN, { name: 'Custodian' })]),
    });

  test('is the tenant’s, and the custodian org’s for who signed up herself', () => {
    expect(cellOf('Organization Name', named(TENANT, ' State (AP) '))).toBe('State (AP)');
    expect(cellOf('Organization Name', named(CUSTODIAN, null))).toBe('Custodian');
  });

  test.each([
    ['the organisation has no row', 'gone', 'unknownOrganisation'],
    ['the organisation has no name', TENANT, 'noValue'],
    ['the learner has no organisation', null, 'noOrganisation'],
  ])('is blank where %s', (_, rootOrgId, reason) => {
    const row = named(rootOrgId, ' ');
    expect([cellOf('Organization Name', row), blankOf('Organization Name', row)]).toEqual(['', reason]);
  });
});

describe('why a location is blank', () => {
  const known = directory(
    [],
    [location('nameless', 'block', null, ' '), location('state', 'state'), location('kuppam', 'block')],
  );

  test.each([
    ['none is stored', [], 'noValue'],
    ['a stored one has no row', ['state', 'gone'], 'unknownLocation'],
    ['the stored ones lead nowhere', ['state'], 'noValue'],
    ['its name is blank', ['nameless', 'gone'], 'noValue'],
    ['its name is blank, and another is listed', ['nameless', 'kuppam'], 'noValue'],
  ])('%s', (_, locationIds, reason) => {
    const row = rowOf(learner({ profile: profile({ locationIds }) }), { directory: known });
    expect([cellOf('Block Name', row), blankOf('Block Name', row)]).toEqual(['', reason]);
  });
});

test('a cell is blank exactly where it has a reason', () => {
  const row = rowOf(learner());
  expect(row.cells).toHaveLength(12);
  expect(row.blanks).toHaveLength(12);
  expect(row.cells.map((cell) => cell === '')).toEqual(row.blanks.map((reason) => reason !== null));
});

test('the profile’s JSON location is read before the older list', () => {
  const places = directory([], [location('new', 'block'), location('old', 'block')]);
  const both = profile({ profileLocation: '[{"type":"school","id":"new"}]', locationIds: ['old'] });
  expect(cellOf('Block Name', rowOf(learner({ profile: both }), { directory: places }))).toBe('new');
});
