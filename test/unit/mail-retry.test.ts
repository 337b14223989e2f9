import { describe, expect, test } from 'vitest';
import { busyWaitMs, unreachableWaitMs } from '../../report/mail-retry.ts';

const WINDOW = 10 * 60_000;
const later = { code: 450, enhancedStatus: '4.7.1' };
const closing = { code: 421, enhancedStatus: '4.3.2' };

describe('a server that cannot be reached', () => {
  test('is tried again after 10 s, then every 30 s', () => {
    const waits = [1, 2, 3, 50].map((attempt) => unreachableWaitMs(attempt, WINDOW));
    expect(waits).toEqual([10_000, 30_000, 30_000, 30_000]);
  });

  test('so is one that says 421, as it does before a restart', () => {
    const waits = [1, 2, 3, 50].map((attempt) => busyWaitMs(closing, attempt, WINDOW));
    expect(waits).toEqual([10_000, 30_000, 30_000, 30_000]);
  });
});

describe('a server that says later', () => {
  test('is left in peace for 1, 2, then 5 minutes', () => {
    const waits = [1, 2, 3, 9].map((attempt) => busyWaitMs(later, attempt, WINDOW));
    expect(waits).toEqual([60_000, 120_000, 300_000, 300_000]);
  });

  test.each([
    ['a longer time counts', { ...later, retryAfterMs: 250_000 }, 1, 250_000],
    ['a shorter one does not', { ...later, retryAfterMs: 5_000 }, 2, 120_000],
    ['it counts for a 421 too', { ...closing, retryAfterMs: 120_000 }, 1, 120_000],
    ['but never beyond the window', { ...later, retryAfterMs: 86_400_000 }, 1, WINDOW - 15_000],
  ])('and names a time: %s', (_name, reply, attempt, waitMs) => {
    expect(busyWaitMs(reply, attempt, WINDOW)).toBe(waitMs);
  });
});

describe('a wait inside a window that ends', () => {
  test('leaves 15 s for one more attempt', () => {
    expect(busyWaitMs(later, 3, 100_000)).toBe(85_000);
    expect(unreachableWaitMs(2, 40_000)).toBe(25_000);
  });

  test('is a second, when not even that is left', () => {
    expect(busyWaitMs(later, 1, 15_500)).toBe(1_000);
    expect(unreachableWaitMs(1, 0)).toBe(1_000);
  });
});
