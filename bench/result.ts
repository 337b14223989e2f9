import type { machine } from '../dev/machine.ts';
import { allRows } from './row-counts.ts';
import { sameFile, type Round } from './rounds.ts';
import { median, spread, type Spread } from './statistics.ts';
import { fastest, type Swept } from './sweep.ts';

export interface Settings {
  readonly learners: number;
  readonly rounds: number;
  readonly lookUpKeys: number | null;
  readonly lookUpsInFlight: number;
  readonly pagesInFlight: number;
  readonly enrolmentsPerPage: number;
  readonly readConsistency: string | null;
}

/** What the bench prints: seconds are of the wall, CPU-seconds of one process, rows those that came from Cassandra. */
export function benchResult(
  machineFacts: ReturnType<typeof machine>,
  settings: Settings,
  swept: readonly Swept[],
  done: readonly Round[],
) {
  const file = sameFile(done);
  const reads = spread(done.map((round) => round.reads.seconds));
  const job = spread(done.map((round) => round.job.seconds));
  const rows = median(done.map((round) => allRows(round.reads.rows)));
  const cpu = spreadOfKnown(done.map((round) => round.job.cpuSeconds));
  const memory = spreadOfKnown(done.map((round) => round.job.peakMemoryMb));
  return rounded({
    machine: machineFacts,
    settings,
    bareReads: {
      seconds: reads,
      cpuSeconds: spread(done.map((round) => round.reads.cpuSeconds)),
      rows,
      rowsByTable: done[0]?.reads.rows ?? {},
      rowsPerSecond: rows / reads.median,
    },
    wholeJob: {
      seconds: job,
      rowsPerSecond: rows / job.median,
      learnersPerSecond: settings.learners / job.median,
      workerCpuSeconds: cpu,
      workerCpuSecondsPer100000: cpu === null ? null : (cpu.median * 100_000) / settings.learners,
      peakMemoryMb: memory?.max ?? null,
      rows: file.rows,
      bytes: file.bytes,
      sha256: file.sha256,
      form: file.form,
      mailBytes: file.mailBytes,
    },
    ratio: {
      ofMedians: job.median / reads.median,
      medianOfPairs: median(done.map((round) => round.job.seconds / round.reads.seconds)),
    },
    sweep: { fastest: fastest(swept) ?? null, passes: swept },
    rounds: done.map(({ reads: { seconds, cpuSeconds }, job: one }) => ({
      bareReads: { seconds, cpuSeconds },
      wholeJob: { seconds: one.seconds, workerCpuSeconds: one.cpuSeconds, peakMemoryMb: one.peakMemoryMb },
    })),
  });
}

export type BenchResult = ReturnType<typeof benchResult>;

function spreadOfKnown(values: readonly (number | null)[]): Spread | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? spread(known) : null;
}

/** To the thousandth: more digits would claim more than was measured. */
function rounded<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'number' ? Math.round(one * 1000) / 1000 : one)));
}
