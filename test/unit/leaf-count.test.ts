import { expect, test } from 'vitest';
import { leafCountIn } from '../../adapters/cassandra/leaf-count.ts';

test('the number of contents in a course’s tree', () => {
  expect(leafCountIn('{"identifier":"do_1","leafNodesCount":40,"children":[]}')).toBe(40);
});

test.for([
  null,
  '',
  'null',
  '{',
  '[]',
  '{}',
  '{"leafNodesCount":0}',
  '{"leafNodesCount":-3}',
  '{"leafNodesCount":2.5}',
  '{"leafNodesCount":"40"}',
  '{"leafNodesCount":null}',
])('%j holds none', (hierarchy) => {
  expect(leafCountIn(hierarchy)).toBeNull();
});
