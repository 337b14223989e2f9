import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endLeftovers, type Recorded } from './leftovers.ts';
import { startOf } from './process-identity.mjs';
import { holdLock } from './process-lock.mjs';
import { StackFault } from './stack-fault.ts';

export interface DataFolder {
  readonly path: string;
  /** Removes the data of one server. */
  empty(name: string): void;
  /** Writes down a process that was just started, so that a later stack can end it should this one be killed. */
  record(server: Pick<Recorded, 'name' | 'pid' | 'mark'>): void;
  /** Lets another stack have the folder; all recorded servers must have ended. */
  release(): void;
}

/**
 * Takes a folder for one stack, and ends what a killed one left running in it.
 *
 * @throws StackFault when a living stack has it
 */
export async function takeDataFolder(path: string, say: (line: string) => void): Promise<DataFolder> {
  mkdirSync(path, { recursive: true });
  const release = await holdLock(join(path, 'stack.lock'), (pid) => {
    throw new StackFault(
      `${path} is in use by a running stack (process ${pid}): stop that one, or choose another folder.`,
    );
  });
  const file = join(path, 'servers.json');
  await endLeftovers(readRecords(file), say);
  const records: Recorded[] = [];
  return {
    path,
    empty: (name) => rmSync(join(path, name), { recursive: true, force: true }),
    record({ name, pid, mark }) {
      records.push({ name, pid, start: startOf(pid), mark });
      writeWhole(file, JSON.stringify(records, undefined, 2));
    },
    release() {
      rmSync(file, { force: true });
      release();
    },
  };
}

function readRecords(file: string): Recorded[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Renamed into place: a stack that is killed while it writes must not leave half a list. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
