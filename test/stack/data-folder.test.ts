import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeDataFolder } from '../../dev/stack/data-folder.ts';
import { startOf } from '../../dev/stack/process-identity.mjs';
import { StackFault } from '../../dev/stack/stack-fault.ts';
import { kill9, lineFrom, runDetached, runFixture } from './program.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('servers of a stack that was killed are ended by the next stack in the same folder', async () => {
  const folder = temporaryFolder();
  const killed = runFixture('stack-of-one.ts', folder);
  const server = Number(await lineFrom(killed, /^\d+$/));
  await kill9(killed);
  expect(startOf(server)).toBeDefined();
  const said: string[] = [];
  const data = await takeDataFolder(folder, (line) => said.push(line));
  expect(startOf(server)).toBeUndefined();
  expect(said).toEqual([`ending Fake (process ${server}) that an earlier run left behind`]);
  data.release();
});

test.each([
  ['another command line', { mark: 'no part of it' }],
  ['another time of start', { start: 'long ago' }],
])('a stranger that got the pid of an old server, with %s, is left alone', async (_, difference) => {
  const folder = temporaryFolder();
  const stranger = runDetached(['-e', 'console.log("up"); setInterval(() => {}, 60_000)']);
  await lineFrom(stranger, /up/);
  const pid = stranger.pid ?? 0;
  const record = { name: 'Fake', pid, start: startOf(pid), mark: 'setInterval', ...difference };
  writeFileSync(join(folder, 'servers.json'), JSON.stringify([record]));
  const data = await takeDataFolder(folder, expect.unreachable);
  expect(stranger.signalCode).toBeNull();
  expect(startOf(pid)).toBeDefined();
  data.release();
});

test('a folder that a living stack uses is refused in one sentence', async () => {
  const folder = temporaryFolder();
  const living = runFixture('stack-of-one.ts', folder);
  const server = Number(await lineFrom(living, /^\d+$/));
  const second = takeDataFolder(folder, () => {});
  await expect(second).rejects.toThrow(`${folder} is in use by a running stack (process ${living.pid})`);
  await expect(second).rejects.toBeInstanceOf(StackFault);
  expect(startOf(server)).toBeDefined();
  await kill9(living);
  (await takeDataFolder(folder, () => {})).release();
});
