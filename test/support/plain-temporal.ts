import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../dev/stack/free-port.ts';
import { portOpens } from '../../dev/stack/port-opens.ts';
import { serverEnvironment } from '../../dev/stack/server-environment.ts';
import { startServerProcess } from '../../dev/stack/server-process.ts';
import { startOnFreePorts } from '../../dev/stack/start-on-free-ports.ts';
import { temporalProgram } from '../../dev/stack/temporal-build.ts';

const HOST = '127.0.0.1';
const say = () => undefined;

export interface PlainTemporal extends AsyncDisposable {
  readonly address: string;
}

/** A development server as it comes: it takes fairness and priority keys and heeds neither. */
export async function plainTemporal(): Promise<PlainTemporal> {
  const folder = mkdtempSync(join(tmpdir(), 'course-report-temporal-'));
  const program = await temporalProgram(say);
  const launch = { folder, say, signal: new AbortController().signal, run: startServerProcess };
  const { server, ports: port } = await startOnFreePorts(launch, {
    choosePorts: () => freePort(17_233, HOST, 'Temporal', say),
    command: (free) => ({
      name: 'Temporal',
      command: program,
      args: ['server', 'start-dev', '--headless', '--ip', HOST, '--port', `${free}`],
      env: serverEnvironment(/^TEMPORAL_/),
      log: join(folder, 'temporal.log'),
      mark: `${free}`,
    }),
    answers: (free) => portOpens(free, HOST),
    withinMs: 60_000,
  });
  return {
    address: `${HOST}:${port}`,
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
