import { describe, expect, test } from 'vitest';
import { isWithin, periodOf } from '../../report/period.ts';

/** Half past midnight on 2 July in India, still 1 July in UTC. */
const NOW = Date.parse('2026-07-01T19:00:00Z');

describe('a period', () => {
  test('goes from the beginning to today, in India, unless told otherwise', () => {
    const period = periodOf(null, null, NOW);
    expect(period).toEqual({ from: null, to: '2026-07-03' });
    expect(['0001-01-01', '2026-07-02', '2026-07-03'].map((day) => isWithin(day, period))).toEqual([true, true, false]);
  });

  test('holds its first day and not its last', () => {
    const period = periodOf('2026-06-01', '2026-07-01', NOW);
    const days = ['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01'];
    expect(days.map((day) => isWithin(day, period))).toEqual([false, true, true, false]);
  });

  test.each([
    ['2026-07-01', '2026-07-01'],
    ['2026-07-02', '2026-07-01'],
    ['2026-07-03', null],
    ['2026-02-30', '2026-07-01'],
    [null, '2026-13-01'],
    ['01/07/2026', null],
    ['2026-07-01T00:00:00', null],
    ['', null],
  ])('from %s to %s is none', (from, to) => {
    expect(() => periodOf(from, to, NOW)).toThrow(expect.objectContaining({ code: 'PeriodInvalid' }));
  });
});
