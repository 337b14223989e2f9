// Plain JavaScript, because dev/run.mjs needs it before anything is installed; lock libraries from npm come too late,
// and they tell a dead holder by the age of a file, which a machine that slept or a blocked event loop gets wrong.
import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startOf } from './process-identity.mjs';

/**
 * Holds `path` until the returned function is called or this process ends, however it ends.
 * One holder in one process is meant; a second call in the same process waits for the first.
 *
 * @param {string} path  a file that need not exist, in a folder that does
 * @param {(holderPid: number) => void} waiting  called once when another living process holds it; may throw to give up
 * @returns {Promise<() => void>} lets go
 */
export async function holdLock(path, waiting) {
  for (let told = false; !tryLock(path);) {
    const holder = holderOf(path);
    if (holder === undefined) await breakLock(path);
    else {
      if (!told) waiting(holder);
      told = true;
      await sleep(200);
    }
  }
  return () => rmSync(path, { force: true });
}

/** A hard link appears whole or not at all, and only one of two can make it: the file is never seen half written. */
function tryLock(path) {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, start: startOf(process.pid) }));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** @returns {number | undefined} undefined when nobody holds it, or only a process that has ended */
function holderOf(path) {
  try {
    const { pid, start } = JSON.parse(readFileSync(path, 'utf8'));
    return startOf(pid) === start && start !== undefined ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Only the holder of the inner lock may remove the outer one, else two could break it and a fresh lock would go too. */
async function breakLock(path) {
  const release = await holdLock(`${path}.break`, () => {});
  if (holderOf(path) === undefined) rmSync(path, { force: true });
  release();
}
