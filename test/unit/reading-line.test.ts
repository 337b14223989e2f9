import { describe, expect, test } from 'vitest';
import { canBeInTime, lookAgainMs, readyInMs, usualAfter } from '../../report/reading-line.ts';

const LAKH_MS = 8_000;
const HALF_HOUR = 30 * 60_000;

describe('a line of reports', () => {
  test.each([
    ['nobody is ahead', 0, 2, LAKH_MS],
    ['one is ahead, and two are read at once', 1, 2, LAKH_MS],
    ['two are ahead', 2, 2, 2 * LAKH_MS],
    ['two hundred are ahead', 200, 2, 101 * LAKH_MS],
  ])('when %s, is over in as many rounds', (_, ahead, atOnce, expected) => {
    expect(readyInMs({ ahead, usualMs: LAKH_MS }, atOnce)).toBe(expected);
  });

  test('is let grow to nine minutes of thirty: 134 lakhs at eight seconds, 35 reports before one was measured', () => {
    const longest = (usualMs: number | null, totalMs: number) => {
      let ahead = 0;
      while (canBeInTime({ ahead, usualMs }, 2, totalMs)) ahead += 1;
      return ahead - 1;
    };
    expect(longest(LAKH_MS, HALF_HOUR)).toBe(133);
    expect(longest(null, HALF_HOUR)).toBe(35);
    expect(longest(LAKH_MS, HALF_HOUR / 10)).toBe(11);
  });

  test('is never too long for a report whose turn it is', () => {
    expect(canBeInTime({ ahead: 1, usualMs: HALF_HOUR }, 2, HALF_HOUR)).toBe(true);
    expect(canBeInTime({ ahead: 2, usualMs: HALF_HOUR }, 2, HALF_HOUR)).toBe(false);
  });

  test('is looked at the more often, the nearer the turn is', () => {
    const look = (ahead: number) => lookAgainMs({ ahead, usualMs: LAKH_MS }, 2);
    expect([2, 6, 10, 20, 133].map(look)).toEqual([2_000, 6_000, 10_000, 20_000, 20_000]);
    expect(lookAgainMs({ ahead: 2, usualMs: 100 }, 2)).toBe(1_000);
  });

  test('learns slowly how long a report takes', () => {
    expect(usualAfter(null, 500)).toBe(500);
    expect(usualAfter(8_000, 500)).toBe(6_125);
  });
});
