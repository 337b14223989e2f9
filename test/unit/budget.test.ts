import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadlinesFrom, LONGEST_TOTAL_MS, replyWaitMs, untilDotMs } from '../../report/budget.ts';

const MINUTE = 60_000;

describe('the minutes of a report', () => {
  test('of thirty: read until 18, send until 28, tell until 29:30', () => {
    expect(deadlinesFrom(1_000, 30 * MINUTE)).toEqual({
      readUntilMs: 1_000 + 18 * MINUTE,
      sendUntilMs: 1_000 + 28 * MINUTE,
      tellUntilMs: 1_000 + 29.5 * MINUTE,
      deadlineMs: 1_000 + 30 * MINUTE,
      standstillMs: 3 * MINUTE,
      noticeMs: 10 * MINUTE,
    });
  });

  test('of one: the same table, thirty times smaller', () => {
    expect(deadlinesFrom(0, MINUTE)).toEqual({
      readUntilMs: 36_000,
      sendUntilMs: 56_000,
      tellUntilMs: 59_000,
      deadlineMs: 60_000,
      standstillMs: 6_000,
      noticeMs: 20_000,
    });
  });

  test('never more than thirty', () => {
    expect(deadlinesFrom(0, 5 * 60 * MINUTE)).toEqual(deadlinesFrom(0, LONGEST_TOTAL_MS));
  });

  test('are whole milliseconds in the order of the story, whatever the total', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 1_000, max: 40 * MINUTE }), (base, total) => {
        const { readUntilMs, sendUntilMs, tellUntilMs, deadlineMs } = deadlinesFrom(base, total);
        const instants = [base, readUntilMs, sendUntilMs, tellUntilMs, deadlineMs];
        expect(instants).toEqual(instants.toSorted((a, b) => a - b));
        expect(instants.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});

describe('the wait for the server’s word after the final dot', () => {
  test.each([
    [10 * MINUTE, 5 * MINUTE],
    [5 * MINUTE, 5 * MINUTE],
    [2 * MINUTE, 2 * MINUTE],
    [0, 0],
    [-1, 0],
  ])('of a window of %i ms: %i ms', (left, wait) => {
    expect(replyWaitMs(left)).toBe(wait);
  });
});

describe('the time until the final dot', () => {
  test.each([
    [10 * MINUTE, 5 * MINUTE],
    [2 * MINUTE, MINUTE],
    [MINUTE, MINUTE],
    [20_000, 20_000],
    [0, 0],
  ])('of a window of %i ms: at most %i ms, so that a second attempt has room', (left, longest) => {
    expect(untilDotMs(left)).toBe(longest);
  });
});
