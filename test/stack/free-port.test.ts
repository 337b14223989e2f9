import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../dev/stack/free-port.ts';

async function hold(): Promise<{ port: number; letGo(): Promise<void> }> {
  const holder = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void holder.close());
  await once(holder, 'listening');
  const address = holder.address();
  if (typeof address !== 'object' || address === null) throw new Error('not a port');
  return { port: address.port, letGo: async () => void (await once(holder.close(), 'close')) };
}

test('a preferred port that is free is the one used, and nothing is said', async () => {
  const { port, letGo } = await hold();
  await letGo();
  const said: string[] = [];
  expect(await freePort(port, '127.0.0.1', 'Fake', (line) => said.push(line))).toBe(port);
  expect(said).toEqual([]);
});

test('a taken port gives way to another one, and both are named', async () => {
  const said: string[] = [];
  const { port: taken } = await hold();
  const other = await freePort(taken, '127.0.0.1', 'Fake', (line) => said.push(line));
  expect(other).not.toBe(taken);
  expect(said).toEqual([`Fake: port ${taken} is taken, using ${other}`]);
});
