import { expect, test } from 'vitest';
import { learnerPlace, resolvePlace } from '../../report/district-block.ts';
import { directory, location, organisation } from './records.ts';

/** The cases of docs/domain.md, 3.5 are examples there. */

const places = directory(
  [],
  [
    location('d1', 'district'),
    location('d2', 'district'),
    location('b1', 'block', 'd1'),
    location('b2', 'block', 'd2'),
    location('s1', 'school', 'b1'),
    location('under-d1', 'village', 'b1'),
  ],
);

test.each([
  ['a listed block before one above an earlier school', ['s1', 'b2'], 'd2', 'b2'],
  ['the block above a school', ['s1'], 'd1', 'b1'],
  ['only clusters and schools are climbed for a block', ['under-d1'], 'd1', null],
  ['the block’s district before that above an earlier id', ['under-d1', 'b2'], 'd2', 'b2'],
  ['the listed district before the block’s', ['b2', 'd1'], 'd1', 'b2'],
  ['the first of two districts', ['d2', 'd1'], 'd2', null],
])('%s', (_, ids, districtId, blockId) => {
  expect(resolvePlace(ids, places)).toEqual({ districtId, blockId });
});

test('a school’s JSON location is read before its older list', () => {
  const school = organisation('s', { orgLocation: '[{"id":"b1"}]', locationIds: ['b2'] });
  expect(learnerPlace([], [school], places)).toEqual({ districtId: 'd1', blockId: 'b1' });
});

test.each([
  ['the first of two schools with a block', ['b2', 'b1'], 'b2'],
  ['a school without a name counts', ['b1'], 'b1', ' '],
])('nothing in the profile: %s', (_, blocks, blockId, name = 'MPPS 1') => {
  const schools = blocks.map((id) => organisation(`school in ${id}`, { name, locationIds: [id] }));
  expect(learnerPlace([], schools, places).blockId).toBe(blockId);
});
