import { describe, expect, test } from 'vitest';
import { busyWaitMs, unreachableWaitMs } from '../../report/mail-retry.ts';

const WINDOW = 10 * 60_000;

describe('a server that cannot be reached', () => {
  test('is tried again after 10 s, then every 30 s', () => {
    expect([1, 2, 3, 50].map((attempt) => unreachableWaitMs(attempt, WINDOW))).toEqual([
      10_000, 30_000, 30_000, 30_000,
    ]);
  });
});

describe('a server that says later', () => {
  test('is left in peace for 1, 2, then 5 minutes', () => {
    expect([1, 2, 3, 9].map((attempt) => busyWaitMs(attempt, WINDOW))).toEqual([60_000, 120_000, 300_000, 300_000]);
  });
});

describe('a wait inside a window that ends', () => {
  test('leaves 15 s for one more attempt', () => {
    expect(busyWaitMs(3, 100_000)).toBe(85_000);
    expect(unreachableWaitMs(2, 40_000)).toBe(25_000);
  });

  test('is a second, when not even that is left', () => {
    expect(busyWaitMs(1, 15_500)).toBe(1_000);
    expect(unreachableWaitMs(1, 0)).toBe(1_000);
  });
});
