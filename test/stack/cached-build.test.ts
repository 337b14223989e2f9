import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { cachedBuild } from '../../dev/stack/cached-build.ts';
import { kill9, lineFrom, runFixture } from './program.ts';
import { temporaryFolder } from './temporary-folder.ts';

function countingBuild(cache: string) {
  const count = { builds: 0 };
  const build = async (folder: string) => {
    count.builds += 1;
    await sleep(50);
    writeFileSync(join(folder, 'whole'), '');
  };
  const said: string[] = [];
  return { count, said, options: { name: 'thing-1.0', cache, build, say: (line: string) => said.push(line) } };
}

test('a finished build is used without building again', async () => {
  const { count, options } = countingBuild(temporaryFolder());
  const first = await cachedBuild(options);
  const second = await cachedBuild(options);
  expect(second).toBe(first);
  expect(count.builds).toBe(1);
});

test('a build whose process was killed is not taken for a whole one, and its lock and rubbish hold nobody up', async () => {
  const cache = temporaryFolder();
  const killed = runFixture('interrupted-build.ts', cache);
  await lineFrom(killed, /half built/);
  await kill9(killed);
  expect(readdirSync(cache)).toHaveLength(2);
  const folder = await cachedBuild(countingBuild(cache).options);
  expect(readdirSync(folder)).toEqual(['whole']);
  expect(readdirSync(cache)).toEqual(['thing-1.0']);
});

test('of two that build at once, the second waits, says so and builds nothing', async () => {
  const cache = temporaryFolder();
  const { count, said, options } = countingBuild(cache);
  const folders = await Promise.all([cachedBuild(options), cachedBuild(options)]);
  expect(new Set(folders).size).toBe(1);
  expect(count.builds).toBe(1);
  expect(said).toEqual([`waiting for process ${process.pid}, which builds thing-1.0`]);
});

test('after a build that failed the next one begins afresh', async () => {
  const cache = temporaryFolder();
  const fails = { ...countingBuild(cache).options, build: () => Promise.reject(new Error('no network')) };
  await expect(cachedBuild(fails)).rejects.toThrow('no network');
  expect(existsSync(join(cache, 'thing-1.0'))).toBe(false);
  await expect(cachedBuild(countingBuild(cache).options)).resolves.toBe(join(cache, 'thing-1.0'));
});
