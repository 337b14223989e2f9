import { describe, expect, test } from 'vitest';
import { firstOfType, firstUp, locationIdsOf, up } from '../../report/location-list.ts';
import { directory, location } from './records.ts';

describe('the ids of a location list (3.5)', () => {
  test.each([
    ['the JSON form, in order', '[{"type":"block","id":"b"},{"type":"district","id":"d"}]', ['old'], ['b', 'd']],
    ['objects of any shape with an id', '[{"id":"b"},{"type":"x"},{"id":"d","more":[1]}]', ['old'], ['b', 'd']],
    ['anything that is no object is skipped', '[null,7,"x",[],{"id":"b"}]', ['old'], ['b']],
    ['ids that are no text are skipped', '[{"id":5},{"id":null},{"id":"b"}]', ['old'], ['b']],
    ['blank ids are skipped', '[{"id":""},{"id":" "},{"id":"b"}]', ['old'], ['b']],
    ['repeated ids stay', '[{"id":"b"},{"id":"b"}]', null, ['b', 'b']],
    ['ids stay as stored', '[{"id":" b "}]', null, [' b ']],
    ['JSON without a usable id: the list', '[{"id":" "}]', ['old'], ['old']],
    ['an empty array: the list', '[]', ['old'], ['old']],
    ['an object and no array: the list', '{"id":"b"}', ['old'], ['old']],
    ['JSON null: the list', 'null', ['old'], ['old']],
    ['broken JSON: the list', '[{"id":"b"', ['old'], ['old']],
    ['blank JSON: the list', ' ', ['old'], ['old']],
    ['no JSON: the list, without blanks', null, ['', 'a', ' ', 'b'], ['a', 'b']],
    ['neither', null, null, []],
  ] as const)('%s', (_, json, list, ids) => {
    expect(locationIdsOf(json, list)).toEqual(ids);
  });
});

const chain = ['school', 'cluster', 'cluster', 'cluster', 'cluster', 'cluster', 'block', 'district'].map((type, step) =>
  location(`step-${step}`, type, `step-${step + 1}`),
);
const places = directory(
  [],
  [...chain, location('a', 'cluster', 'b'), location('b', 'cluster', 'a'), location('self', 'school', 'self')],
);

describe('up', () => {
  test.each([
    ['the id itself', 'step-6', 'block', 'step-6'],
    ['the nearest of that type', 'step-0', 'cluster', 'step-1'],
    ['six steps', 'step-0', 'block', 'step-6'],
    ['not seven', 'step-0', 'district', null],
    ['a missing row ends the way', 'step-7', 'state', null],
    ['an unknown id', 'gone', 'block', null],
    ['two that are each other’s parent', 'a', 'block', null],
    ['one that is its own parent', 'self', 'block', null],
  ] as const)('%s', (_, id, type, expected) => {
    expect(up(id, type, places)).toBe(expected);
  });
});

test('the type is compared without case and spaces, and a location without one is of none', () => {
  const odd = directory([], [location('x', ' DISTRICT '), location('y', null)]);
  expect(firstOfType(['y', 'gone', 'x'], 'district', odd)).toBe('x');
});

test('firstUp passes over the ids that lead nowhere', () => {
  expect(firstUp(['gone', 'a', 'step-2', 'step-6'], 'district', places)).toBe('step-7');
  expect(firstUp(['gone', 'a'], 'district', places)).toBeNull();
});
