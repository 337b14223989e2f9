import { describe, expect, test } from 'vitest';
import { benchResult, type Settings } from '../../../bench/result.ts';
import type { Round } from '../../../bench/rounds.ts';

const MACHINE = {
  cpus: 2,
  cpuModel: null,
  memoryMb: 8_000,
  platform: 'linux x64',
  node: 'v20.20.2',
  loadBefore: 0,
};
const SETTINGS: Settings = {
  learners: 50_000,
  rounds: 2,
  lookUpKeys: 100,
  readsInFlight: 16,
  pagesInFlight: 4,
  enrolmentsPerPage: 5_000,
  readConsistency: 'LOCAL_QUORUM',
};

function round(readSeconds: number, jobSeconds: number, job: Partial<Round['job']> = {}): Round {
  return {
    reads: { seconds: readSeconds, cpuSeconds: 1, rows: { user: 50_000, user_organisation: 70_000 } },
    job: {
      seconds: jobSeconds,
      cpuSeconds: 1.5,
      peakMemoryMb: 200,
      rows: 50_000,
      bytes: 9_000_000,
      sha256: 'a'.repeat(64),
      form: 'zip',
      mailBytes: 4_000_000,
      ...job,
    },
  };
}

describe('the result of a bench', () => {
  const result = benchResult(MACHINE, SETTINGS, [], [round(2, 4), round(4, 6, { peakMemoryMb: 250 })]);

  test('compares the medians, and the rounds each with itself', () => {
    expect(result.ratio).toEqual({ ofMedians: 1.667, medianOfPairs: 1.75 });
  });

  test('says rows a second of all tables', () => {
    expect(result.bareReads.rowsPerSecond).toBe(40_000);
    expect(result.wholeJob.rowsPerSecond).toBe(24_000);
  });

  test('scales the CPU-seconds of the worker to 100,000 learners', () => {
    expect(result.wholeJob.workerCpuSecondsPer100000).toBe(3);
  });

  test('takes the highest peak of memory', () => {
    expect(result.wholeJob.peakMemoryMb).toBe(250);
  });

  test('does not know what the system did not tell in one of the rounds', () => {
    const partly = benchResult(MACHINE, SETTINGS, [], [round(2, 4), round(2, 4, { cpuSeconds: null })]);
    expect(partly.wholeJob.workerCpuSeconds).toBeNull();
    expect(partly.wholeJob.workerCpuSecondsPer100000).toBeNull();
  });

  test('is none when the rounds made different files', () => {
    const other = round(2, 4, { sha256: 'b'.repeat(64) });
    expect(() => benchResult(MACHINE, SETTINGS, [], [round(2, 4), other])).toThrow('2 different files');
  });
});
