import { describe, expect, test } from 'vitest';
import { adaptiveBound, type AdaptiveBound } from '../../adapters/cassandra/adaptive-bound.ts';

/** As many reads as may be at once, each of which takes as long, again and again. @returns the bound after each time */
function waves(bound: AdaptiveBound, times: number, tookMs: (inFlight: number) => number): number[] {
  return Array.from({ length: times }, () => {
    const { inFlight } = bound;
    const reads = Array.from({ length: inFlight }, () => bound.begun());
    for (const read of reads) bound.ended(read, tookMs(inFlight));
    return bound.inFlight;
  });
}

const msUntil = (bound: AdaptiveBound, wanted: number, tookMs: number): number => {
  let ms = 0;
  while (bound.inFlight < wanted) {
    waves(bound, 1, () => tookMs);
    ms += tookMs;
  }
  return ms;
};

describe('what may be in flight', () => {
  test('is all of it while reads are quick, and never more', () => {
    expect(new Set(waves(adaptiveBound(16), 100, () => 14))).toEqual(new Set([16]));
  });

  test('is halved with each round that is slow, down to two', () => {
    expect(waves(adaptiveBound(16), 3, () => 400)).toEqual([8, 4, 4]);
    expect(waves(adaptiveBound(16), 20, () => 400).at(-1)).toBe(2);
    expect(waves(adaptiveBound(1), 20, () => 400).at(-1)).toBe(1);
  });

  test('is all of it again within a second once the cluster is well', () => {
    const bound = adaptiveBound(16);
    waves(bound, 20, () => 400);
    expect(msUntil(bound, 16, 14)).toBeLessThan(1_000);
  });

  test('settles where the cluster copes, if it copes with less', () => {
    const seen = waves(adaptiveBound(16), 200, (inFlight) => (inFlight > 10 ? 300 : 20)).slice(20);
    expect(Math.max(...seen)).toBe(11);
    expect(Math.min(...seen)).toBe(5);
  });

  test('does not mind one slow read among many', () => {
    const bound = adaptiveBound(16);
    const one = (at: number) => bound.ended(bound.begun(), at % 16 === 0 ? 900 : 14);
    for (let at = 0; at < 160; at += 1) one(at);
    expect(bound.inFlight).toBe(16);
  });

  test('is halved at once by a read that was refused, and once only by all that were under way then', () => {
    const bound = adaptiveBound(16);
    const reads = Array.from({ length: 16 }, () => bound.begun());
    for (const read of reads) bound.overloaded(read);
    expect(bound.inFlight).toBe(8);
    bound.overloaded(bound.begun());
    expect(bound.inFlight).toBe(4);
  });

  test('is all of it again at a cluster that stays slow, after a minute or three: the report has eighteen', () => {
    for (const [tookMs, atLeastMs, atMostMs] of [
      [300, 15_000, 60_000],
      [1_000, 60_000, 180_000],
    ] as const) {
      const bound = adaptiveBound(16);
      waves(bound, 20, () => tookMs);
      const ms = msUntil(bound, 16, tookMs);
      expect(ms).toBeGreaterThan(atLeastMs);
      expect(ms).toBeLessThan(atMostMs);
    }
  });
});
