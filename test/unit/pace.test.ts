import { describe, expect, test } from 'vitest';
import { deadlinesFrom } from '../../report/budget.ts';
import { forecast, type Progress } from '../../report/pace.ts';

const MINUTE = 60_000;
const deadlines = deadlinesFrom(0, 30 * MINUTE);

function progress(set: Partial<Progress> = {}): Progress {
  return {
    rowsWritten: 0,
    enrolmentsListed: 0,
    isListed: false,
    enrolmentsRead: 0,
    readingSinceMs: 0,
    // Moving all the time, unless a case says otherwise.
    movedAtMs: Infinity,
    ...set,
  };
}

const half = progress({ enrolmentsListed: 100_000, isListed: true, enrolmentsRead: 50_000 });

describe('when the mail should be out', () => {
  test('is not known before the first page', () => {
    expect(forecast(progress({ readingSinceMs: null }), deadlines, MINUTE)).toEqual({ etaMs: null, isAtRisk: false });
    expect(forecast(progress(), deadlines, MINUTE)).toEqual({ etaMs: null, isAtRisk: false });
  });

  test('is as far again as half the batch took, and a fifth of the whole for the rest', () => {
    expect(forecast(half, deadlines, 2 * MINUTE)).toEqual({ etaMs: 4 * MINUTE + 0.2 * 4 * MINUTE, isAtRisk: false });
  });

  test('takes the part of the batch that is not listed yet as half of the known one', () => {
    const unlisted = { ...half, isListed: false };
    expect(forecast(unlisted, deadlines, 2 * MINUTE).etaMs).toBe(6 * MINUTE + 0.2 * 6 * MINUTE);
  });

  test('is not before now, when more was read than listed', () => {
    const more = { ...half, enrolmentsRead: 100_007 };
    expect(forecast(more, deadlines, 4 * MINUTE).etaMs).toBeGreaterThan(4 * MINUTE);
  });
});

describe('at risk', () => {
  test('from the page on that says so', () => {
    expect(forecast(half, deadlines, 8.9 * MINUTE).isAtRisk).toBe(false);
    expect(forecast(half, deadlines, 9.1 * MINUTE).isAtRisk).toBe(true);
  });

  test('when all is read, but so late that sending will not be done', () => {
    const read = { ...half, enrolmentsRead: 100_000 };
    expect(forecast(read, deadlines, 17 * MINUTE).isAtRisk).toBe(false);
    expect(forecast(read, deadlines, 24 * MINUTE).isAtRisk).toBe(true);
  });

  test('when nothing is read by the minute by which all should be', () => {
    expect(forecast(progress({ readingSinceMs: null }), deadlines, 18 * MINUTE + 1).isAtRisk).toBe(true);
    expect(forecast(progress(), deadlines, 18 * MINUTE + 1).isAtRisk).toBe(true);
  });

  test('when nothing has moved for three minutes, whatever the pace was', () => {
    for (const still of [progress({ movedAtMs: 2 * MINUTE }), { ...half, movedAtMs: 2 * MINUTE }]) {
      expect(forecast(still, deadlines, 5 * MINUTE - 1).isAtRisk).toBe(false);
      expect(forecast(still, deadlines, 5 * MINUTE).isAtRisk).toBe(true);
    }
  });
});
