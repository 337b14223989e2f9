import { expect, test } from 'vitest';
import { Random } from '../../../dev/data/random.ts';

test('the same key gives the same numbers on every machine', () => {
  expect(new Random('a', 1).uuid()).toBe('8837a6a2-6992-4246-b7e2-9ba60558b9a9');
});

test('another key gives other numbers', () => {
  expect(new Random('a', 1).digits(12)).not.toBe(new Random('a', 2).digits(12));
});

test('a hundred thousand keys give as many ids in the form of a UUID', () => {
  const ids = Array.from({ length: 100_000 }, (_, key) => new Random(key).uuid());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual(
    [],
  );
});

test('a number below ten is each of the ten about equally often', () => {
  const random = new Random('ten');
  const draws = Array.from({ length: 10_000 }, () => random.below(10));
  const counts = Array.from({ length: 10 }, (_, number) => draws.filter((draw) => draw === number).length);
  expect(Math.min(...counts)).toBeGreaterThan(850);
  expect(Math.max(...counts)).toBeLessThan(1_150);
});

test('a shuffle keeps every item', () => {
  const items = Array.from({ length: 200 }, (_, item) => item);
  const shuffled = new Random('shuffle').shuffle(items);
  expect(shuffled).not.toEqual(items);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
});
