import { describe, expect, test } from 'vitest';
import { courseOrgFacts, courseOrgId, stateOf } from '../../report/course-org.ts';
import { batch, directory, location, organisation, rootOrganisation } from './records.ts';

const { organisation: lookUp } = directory([
  rootOrganisation('root-a'),
  rootOrganisation('root-b'),
  organisation('school-a', { rootOrgId: 'root-a' }),
  organisation('school-b', { rootOrgId: 'root-b' }),
  organisation('stray', { rootOrgId: ' ' }),
  organisation('orphan', { rootOrgId: null }),
  organisation('claims-another', { isRootOrg: true, rootOrgId: 'root-b' }),
  organisation('undecided', { isRootOrg: null, rootOrgId: 'root-b' }),
]);

describe('the course org (3.1)', () => {
  test.each([
    ['a root organisation stands for itself', ['root-a'], null, 'root-a'],
    ['a school stands for its root', ['school-a'], null, 'root-a'],
    ['without a creator’s root the first root wins', ['school-b', 'root-a'], null, 'root-b'],
    ['the creator’s root wins wherever it is listed', ['root-a', 'school-a', 'school-b'], 'root-b', 'root-b'],
    ['a creator’s root that is not listed does not win', ['school-a', 'root-b'], 'root-c', 'root-a'],
    ['an organisation without a row is skipped', ['gone', 'school-b'], null, 'root-b'],
    ['organisations without a root are skipped', ['stray', 'orphan', 'root-a'], null, 'root-a'],
    ['a root organisation’s own rootorgid is not read', ['claims-another'], null, 'claims-another'],
    ['isrootorg null is a school', ['undecided'], null, 'root-b'],
    ['nothing usable listed: the creator’s root', ['gone', 'stray'], 'root-c', 'root-c'],
    ['an empty list: the creator’s root', [], 'root-c', 'root-c'],
    ['no list: the creator’s root', null, 'root-c', 'root-c'],
    ['no list and a blank root: none', null, ' ', null],
    ['no list and no root: none', null, null, null],
    ['a blank creator’s root does not hide the list', ['root-a'], ' ', 'root-a'],
  ] as const)('%s', (_, createdFor, creatorRoot, expected) => {
    expect(courseOrgId(batch({ createdFor }), creatorRoot, lookUp)).toBe(expected);
  });
});

describe('the state of a location list (3.4)', () => {
  const places = directory(
    [],
    [
      location('state-1', ' STATE '),
      location('state-2', 'state'),
      location('district-1', 'district', 'state-1'),
      location('lone', 'district'),
    ],
  );

  test.each([
    ['a listed state wins over the one above an earlier id', ['district-1', 'state-2'], 'state-2'],
    ['the first of two states', ['state-2', 'state-1'], 'state-2'],
    ['the state above the first id that has one', ['gone', 'lone', 'district-1'], 'state-1'],
    ['none above any id', ['lone', 'gone'], null],
    ['an empty list', [], null],
  ])('%s', (_, ids, expected) => {
    expect(stateOf(ids, places)).toBe(expected);
  });

  test('a course org is described by its own channel and location', () => {
    const org = rootOrganisation('root-a', { channel: 'ap', orgLocation: '[{"type":"x","id":"district-1"}]' });
    expect(courseOrgFacts('root-a', org, places)).toEqual({ id: 'root-a', channel: 'ap', stateId: 'state-1' });
  });

  test('a course org falls back to its older location list', () => {
    const org = rootOrganisation('root-a', { orgLocation: '[]', locationIds: ['state-2'] });
    expect(courseOrgFacts('root-a', org, places).stateId).toBe('state-2');
  });

  test('a course org without a row is an id and no more', () => {
    expect(courseOrgFacts('root-a', undefined, places)).toEqual({ id: 'root-a', channel: null, stateId: null });
  });
});
