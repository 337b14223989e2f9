import type { BenchResult } from './result.ts';
import type { Round } from './rounds.ts';
import type { Swept } from './sweep.ts';

/** Lines for people. */

/** Above the lines of the sweep: keys in one IN go down, look-ups in flight across. */
export function sweepHead(inFlight: readonly number[]): string {
  return `  keys in one IN ${inFlight.map(column).join('')}  look-ups in flight`;
}

export function sweepLine(passes: readonly Swept[]): string {
  const cells = passes.map(({ seconds: one }) => column(one.toFixed(2)));
  return `  ${column(passes[0]?.keys ?? '').padStart(14)} ${cells.join('')}`;
}

export function roundLine(no: number, { reads, job }: Round): string {
  const ratio = (job.seconds / reads.seconds).toFixed(2);
  const cpu = `${seconds(reads.cpuSeconds)} and ${seconds(job.cpuSeconds)} of CPU`;
  const what = no === 0 ? 'warming up' : `round ${no}`;
  return `${what}: bare reads ${seconds(reads.seconds)}, whole job ${seconds(job.seconds)} (x ${ratio}); ${cpu}`;
}

export function summary({ settings, bareReads, wholeJob, ratio }: BenchResult): string {
  const { workerCpuSecondsPer100000: cpu, peakMemoryMb: memory } = wholeJob;
  return [
    `${settings.learners.toLocaleString('en-IN')} learners, medians of ${settings.rounds} rounds`,
    `  bare reads  ${seconds(bareReads.seconds.median)}, ${Math.round(bareReads.rowsPerSecond)} rows/s`,
    `  whole job   ${seconds(wholeJob.seconds.median)}, ${Math.round(wholeJob.learnersPerSecond)} learners/s`,
    `  ratio       ${ratio.ofMedians.toFixed(2)} (median of the pairs ${ratio.medianOfPairs.toFixed(2)})`,
    `  worker      ${seconds(cpu)} of CPU for 100,000 learners, ${memory === null ? 'unknown' : `${Math.round(memory)} MB`} at most`,
  ].join('\n');
}

function seconds(value: number | null): string {
  return value === null ? 'unknown' : `${value.toFixed(2)} s`;
}

function column(value: string | number): string {
  return `${value}`.padStart(7);
}
