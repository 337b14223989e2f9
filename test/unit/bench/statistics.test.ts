import { expect, test } from 'vitest';
import { median, spread } from '../../../bench/statistics.ts';

test('the median of an odd number of rounds is the one in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
});

test('the median of an even number is the mean of the two in the middle', () => {
  expect(median([10, 1, 5, 2])).toBe(3.5);
});

test('numbers are ordered as numbers', () => {
  expect(median([10, 9, 100])).toBe(10);
});

test('a spread keeps its extremes, and leaves the rounds as they were', () => {
  const values = [3, 1, 2];
  expect(spread(values)).toEqual({ median: 2, min: 1, max: 3 });
  expect(values).toEqual([3, 1, 2]);
});
