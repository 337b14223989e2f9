import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { holdLock } from './process-lock.mjs';

export interface CachedBuild {
  /** Names the thing and its version; another version is another folder. */
  name: string;
  /** Fills an empty folder. `log` outlives the folder, so that a failed build can be read. */
  build(folder: string, log: string): Promise<void>;
  say(line: string): void;
  cache?: string;
}

/**
 * The folder of a finished build. It is built beside under another name and renamed when whole, so that an interrupted
 * build is never taken for one; a second clone waits for the first.
 */
export async function cachedBuild({ name, build, say, cache = cacheFolder() }: CachedBuild): Promise<string> {
  const finished = join(cache, name);
  if (existsSync(finished)) return finished;
  mkdirSync(cache, { recursive: true });
  const release = await holdLock(`${finished}.lock`, (pid) => say(`waiting for process ${pid}, which builds ${name}`));
  try {
    if (!existsSync(finished)) await buildBeside(finished, build, cache, name);
  } finally {
    release();
  }
  return finished;
}

async function buildBeside(finished: string, build: CachedBuild['build'], cache: string, name: string): Promise<void> {
  removeInterrupted(cache, name);
  const draft = `${finished}.building-${process.pid}`;
  mkdirSync(draft);
  try {
    await build(draft, `${finished}.log`);
    renameSync(draft, finished);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Whoever holds the lock is the only builder, so every other draft was left by one that was killed. */
function removeInterrupted(cache: string, name: string): void {
  const drafts = readdirSync(cache).filter((entry) => entry.startsWith(`${name}.building-`));
  for (const draft of drafts) rmSync(join(cache, draft), { recursive: true, force: true });
}
