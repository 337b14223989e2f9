import { setTimeout as sleep } from 'node:timers/promises';
import { commandLineOf, startOf } from './process-identity.mjs';

export interface Recorded {
  name: string;
  pid: number;
  /** When it started, as startOf tells it. */
  start?: string | undefined;
  /** A part of its command line. */
  mark: string;
}

/** Ends those of the recorded processes that still run; a stranger that has got such a pid since is left alone. */
export async function endLeftovers(records: readonly Recorded[], say: (line: string) => void): Promise<void> {
  await Promise.all(records.filter(stillRuns).map((record) => end(record, say)));
}

async function end(record: Recorded, say: (line: string) => void): Promise<void> {
  say(`ending ${record.name} (process ${record.pid}) that an earlier run left behind`);
  signalGroup(record, 'SIGTERM');
  if (await gone(record, 10_000)) return;
  signalGroup(record, 'SIGKILL');
  await gone(record, 5_000);
}

function stillRuns({ pid, start, mark }: Recorded): boolean {
  return start !== undefined && startOf(pid) === start && (commandLineOf(pid)?.includes(mark) ?? false);
}

/** Servers are started as leaders of their own group (server-process.ts). */
function signalGroup({ pid }: Recorded, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** By the start alone: a process that is ending has lost its command line while its ports are still taken. */
async function gone({ pid, start }: Recorded, withinMs: number): Promise<boolean> {
  for (const lastMoment = performance.now() + withinMs; performance.now() < lastMoment; await sleep(50)) {
    if (startOf(pid) !== start) return true;
  }
  return false;
}
