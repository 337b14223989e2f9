import { describe, expect, test } from 'vitest';
import { cpuSeconds, cpuSecondsIn, peakMemoryMb } from '../../../bench/process-usage.ts';

describe('what Linux counts for a process', () => {
  test('CPU-seconds are those of the process and of its ended children, user and system', () => {
    const stat = '4711 (node) S 1 4711 4711 0 -1 4194560 9001 70 0 0 250 50 20 3 20 0 11 0 123456 1058';
    expect(cpuSecondsIn(stat)).toBe(3.23);
  });

  test('a program whose name looks like more fields is counted right', () => {
    const stat = '4711 (a) S 9 (b c) S 1 4711 4711 0 -1 4194560 9001 70 0 0 250 50 20 3 20 0 11 0 123456 1058';
    expect(cpuSecondsIn(stat)).toBe(3.23);
  });

  test.runIf(process.platform === 'linux')('a busy process gains CPU-seconds and has memory', () => {
    const before = cpuSeconds(process.pid) ?? NaN;
    const busyUntil = performance.now() + 100;
    while (performance.now() < busyUntil);
    expect(cpuSeconds(process.pid)).toBeGreaterThan(before);
    expect(peakMemoryMb(process.pid)).toBeGreaterThan(10);
  });

  test('of a process that is not there nothing is known', () => {
    expect(cpuSeconds(2 ** 30)).toBeNull();
    expect(peakMemoryMb(2 ** 30)).toBeNull();
  });
});
