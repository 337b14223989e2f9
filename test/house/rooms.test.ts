import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { ROOMS } from '../../dev/test-run/rooms.ts';
import config from '../../vitest.config.ts';

test('npm test knows the rooms of vitest.config.ts, and no other', () => {
  const projects = (config.test?.projects ?? []) as { test: { name: string } }[];
  expect(projects.map(({ test: { name } }) => name).toSorted()).toEqual(Object.keys(ROOMS).toSorted());
});

test('no test file lies outside of them, where nothing would run it', () => {
  const files = readdirSync(join(CHECKOUT, 'test'), { recursive: true, encoding: 'utf8' });
  const tests = files.filter((file) => file.endsWith('.test.ts'));
  expect(tests.length).toBeGreaterThan(10);
  expect(tests.filter((file) => !Object.hasOwn(ROOMS, file.split(sep)[0] ?? ''))).toEqual([]);
});
