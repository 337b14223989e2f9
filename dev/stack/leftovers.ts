import { setTimeout as sleep } from 'node:timers/promises';
import { commandLineOf, startOf } from './process-identity.mjs';

export interface Recorded {
  name: string;
  pid: number;
  /** A part of its command line that no other program has. */
  mark: string;
}

/** Ends those of the recorded processes that still run; a stranger that has got such a pid since is left alone. */
export async function endLeftovers(records: readonly Recorded[], say: (line: string) => void): Promise<void> {
  await Promise.all(records.filter(stillRuns).map((record) => end(record, say)));
}

async function end(record: Recorded, say: (line: string) => void): Promise<void> {
  say(`ending ${record.name} (process ${record.pid}) that an earlier run left behind`);
  const start = startOf(record.pid);
  signalGroup(record, 'SIGTERM');
  if (await gone(record, start, 10_000)) return;
  signalGroup(record, 'SIGKILL');
  await gone(record, start, 5_000);
}

function stillRuns({ pid, mark }: Recorded): boolean {
  return commandLineOf(pid)?.includes(mark) ?? false;
}

/** Servers are started as leaders of their own group (server-process.ts). */
function signalGroup({ pid }: Recorded, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Not asked by the command line, which a process loses on its way out, a moment before its ports and files are free. */
async function gone({ pid }: Recorded, start: string | undefined, withinMs: number): Promise<boolean> {
  for (const lastMoment = performance.now() + withinMs; performance.now() < lastMoment; await sleep(50)) {
    if (start === undefined || startOf(pid) !== start) return true;
  }
  return false;
}
