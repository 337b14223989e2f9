import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../dev/stack/free-port.ts';
import type { Launch } from '../../dev/stack/launch.ts';
import { portOpens } from '../../dev/stack/port-opens.ts';
import { startServerProcess } from '../../dev/stack/server-process.ts';
import { StackFault } from '../../dev/stack/stack-fault.ts';
import { startOnFreePorts, type PortTrial } from '../../dev/stack/start-on-free-ports.ts';
import { temporaryFolder } from './temporary-folder.ts';

const FAKE_SERVER = fileURLToPath(new URL('fixtures/fake-server.mjs', import.meta.url));

function launchInto(folder: string, said: string[]): Launch {
  const run: Launch['run'] = (command) => {
    const server = startServerProcess(command);
    onTestFinished(() => server.stop());
    return server;
  };
  return { folder, say: (line) => said.push(line), signal: new AbortController().signal, run };
}

function trial(folder: string, choosePorts: () => Promise<number>, program = FAKE_SERVER): PortTrial<number> {
  return {
    choosePorts,
    command: (port) => ({
      name: 'Fake',
      command: process.execPath,
      args: [program, `${port}`],
      env: process.env,
      log: join(folder, 'fake.log'),
      mark: program,
    }),
    answers: async () =>
      existsSync(join(folder, 'fake.log')) && readFileSync(join(folder, 'fake.log'), 'utf8') === 'up\n',
    withinMs: 10_000,
  };
}

const anyFreePort = () => freePort(1, '127.0.0.1', 'Fake', () => {});

test('a server whose port was taken between the look and the start is started again on another', async () => {
  const said: string[] = [];
  const thief = createServer();
  onTestFinished(() => void thief.close());
  const choosePorts = async () => {
    const port = await anyFreePort();
    if (!thief.listening) await once(thief.listen(port, '127.0.0.1'), 'listening');
    return port;
  };
  const folder = temporaryFolder();
  const { server, ports } = await startOnFreePorts(launchInto(folder, said), trial(folder, choosePorts));
  expect(server.end).toBeUndefined();
  expect(await portOpens(ports, '127.0.0.1')).toBe(true);
  expect(said).toEqual(['Fake: another program took its port meanwhile, starting it again']);
});

test('a server that ends for another reason is not tried again, and the end of its log is told', async () => {
  const folder = temporaryFolder();
  let looks = 0;
  const countLooks = async () => (looks += 1);
  const start = startOnFreePorts(
    launchInto(folder, []),
    trial(folder, countLooks, join(folder, 'no-such-program.mjs')),
  );
  await expect(start).rejects.toThrow(/Fake ended while starting \(exit code 1\); its log is .*fake\.log/);
  await expect(start).rejects.toBeInstanceOf(StackFault);
  expect(looks).toBe(1);
});
