import { readFileSync, writeFileSync } from 'node:fs';

/** What Linux counts for another process. Elsewhere everything is `null`: not known. */

/** USER_HZ, in which /proc counts on every architecture that Node runs on. */
const TICKS_A_SECOND = 100;

/** CPU-seconds, user and system, of all its threads and of its children that have ended. */
export function cpuSeconds(pid: number): number | null {
  const stat = read(pid, 'stat');
  return stat === null ? null : cpuSecondsIn(stat);
}

/** The second field is the program's name in brackets and may hold blanks, so count from the last bracket on. */
export function cpuSecondsIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number);
  return ((utime ?? NaN) + (stime ?? NaN) + (cutime ?? NaN) + (cstime ?? NaN)) / TICKS_A_SECOND;
}

/** The most memory it had in RAM at once, in MB, since `forgetPeakMemory` or its start. */
export function peakMemoryMb(pid: number): number | null {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(read(pid, 'status') ?? '')?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

/** Some containers forbid it; then the peak is that of the whole life of the process. */
export function forgetPeakMemory(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Nothing to mend: a peak that is too high is the honest side to err on.
  }
}

function read(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
}
