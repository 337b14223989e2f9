import { expect, test } from 'vitest';
import { country } from '../../../dev/data/places/place-tree.ts';
import { placeRows } from '../../../dev/data/places/place-rows.ts';
import { grouped, valuesOf } from './demo-sample.ts';

const rows = [...placeRows()];
const locations = valuesOf(rows, 'sunbird.location');
const organisations = valuesOf(rows, 'sunbird.organisation');
const byId = new Map(locations.map((location) => [location.id, location]));

test('every location but a state lies in one that is there', () => {
  expect(locations.filter(({ type, parentid }) => type !== 'state' && !byId.has(parentid))).toEqual([]);
  expect(locations.filter(({ type }) => type === 'state').map(({ parentid }) => parentid)).toEqual(
    Array(9).fill(undefined),
  );
});

test('there are all five types, and thousands of schools', () => {
  const byType = grouped(locations, ({ type }) => type);
  expect(new Set(byType.keys())).toEqual(new Set(['block', 'cluster', 'district', 'school', 'state']));
  expect(byType.get('school')?.length).toBeGreaterThan(4_000);
});

test('some clusters have no block, some schools no cluster', () => {
  const parentType = (type: string) =>
    new Set(locations.filter((location) => location.type === type).map(({ parentid }) => byId.get(parentid)?.type));
  expect(parentType('cluster')).toEqual(new Set(['block', 'district']));
  expect(parentType('school')).toEqual(new Set(['cluster', 'block']));
});

test('ids of organisations are nineteen digits that begin with 01, no two alike', () => {
  const ids = organisations.map(({ id }) => String(id));
  expect(ids.filter((id) => !/^01\d{17}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('ten root organisations name themselves, the others name their tenant', () => {
  const roots = organisations.filter(({ isrootorg }) => isrootorg === true);
  expect(roots).toHaveLength(10);
  expect(roots.filter(({ id, rootorgid }) => id !== rootorgid)).toEqual([]);
  const rootIds = new Set(roots.map(({ id }) => id));
  expect(organisations.filter(({ rootorgid }) => !rootIds.has(rootorgid))).toEqual([]);
});

test('locations of organisations come in both forms, and some are missing', () => {
  const schools = organisations.filter(({ isrootorg }) => isrootorg === false);
  expect(schools.filter(({ orglocation }) => orglocation !== undefined).length).toBeGreaterThan(3_500);
  expect(schools.filter(({ locationids }) => locationids !== undefined).length).toBeGreaterThan(300);
  expect(
    schools.filter((school) => school.orglocation === undefined && school.locationids === undefined).length,
  ).toBeGreaterThan(40);
});

test('the custodian organisation is the one that the setting names', () => {
  const [setting] = valuesOf(rows, 'sunbird.system_settings');
  expect(setting?.id).toBe('custodianOrgId');
  expect(organisations.filter(({ id }) => id === setting?.value)).toHaveLength(1);
});

test('names of schools hold commas and quotes', () => {
  const names = country().courseState.schools.map(({ place }) => place.name);
  expect(names.some((name) => name.includes(','))).toBe(true);
  expect(names.some((name) => name.includes('"'))).toBe(true);
});
