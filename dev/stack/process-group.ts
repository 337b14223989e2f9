import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Signals a child that was spawned detached, and all it started. Detached, because Ctrl-C at a terminal reaches every
 * process of the foreground group at once, and the database must outlive the worker that still reads from it.
 */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Asks the child and all it started to end, waits for the last of them, and kills what is left after `patienceMs`. */
export async function endGroup(child: ChildProcess, patienceMs = 20_000): Promise<void> {
  killGroup(child, 'SIGTERM');
  for (const lastMoment = performance.now() + patienceMs; performance.now() < lastMoment; await sleep(50)) {
    if (!hasGroup(child)) return;
  }
  killGroup(child, 'SIGKILL');
}

function hasGroup({ pid }: ChildProcess): boolean {
  try {
    return pid !== undefined && process.kill(-pid, 0);
  } catch {
    return false;
  }
}

/** The last net: whatever ends this process by itself (an uncaught error, process.exit) takes the child along. */
export function killGroupAtExit(child: ChildProcess): () => void {
  const kill = () => killGroup(child, 'SIGKILL');
  process.on('exit', kill);
  return () => process.off('exit', kill);
}
