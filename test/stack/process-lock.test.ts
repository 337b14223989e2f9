import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holdLock } from '../../dev/stack/process-lock.mjs';
import { temporaryFolder } from './temporary-folder.ts';

test('many that want a lock of a dead process hold it one at a time', async () => {
  const lock = join(temporaryFolder(), 'lock');
  writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, start: '1' }));
  let holders = 0;
  let mostHolders = 0;
  const takeTurn = async () => {
    const release = await holdLock(lock, () => {});
    mostHolders = Math.max(mostHolders, (holders += 1));
    await new Promise(setImmediate);
    holders -= 1;
    release();
  };
  await Promise.all(Array.from({ length: 8 }, takeTurn));
  expect(mostHolders).toBe(1);
  expect(existsSync(lock)).toBe(false);
});

test('a lock whose pid was given to another process since counts as free', async () => {
  const lock = join(temporaryFolder(), 'lock');
  writeFileSync(lock, JSON.stringify({ pid: process.pid, start: 'long ago' }));
  const release = await holdLock(lock, () => expect.unreachable('nobody holds it'));
  release();
});
