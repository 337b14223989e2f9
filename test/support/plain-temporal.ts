import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../dev/stack/free-port.ts';
import { portOpens } from '../../dev/stack/port-opens.ts';
import { serverEnvironment } from '../../dev/stack/server-environment.ts';
import { startServerProcess } from '../../dev/stack/server-process.ts';
import { temporalProgram } from '../../dev/stack/temporal-build.ts';
import { untilReady } from '../../dev/stack/until-ready.ts';

const HOST = '127.0.0.1';
const say = () => undefined;

export interface PlainTemporal extends AsyncDisposable {
  readonly address: string;
}

/** A development server as it comes: it takes fairness and priority keys and heeds neither. */
export async function plainTemporal(): Promise<PlainTemporal> {
  const folder = mkdtempSync(join(tmpdir(), 'course-report-temporal-'));
  const port = await freePort(0, HOST, 'Temporal', say);
  const server = startServerProcess({
    name: 'Temporal',
    command: await temporalProgram(say),
    args: ['server', 'start-dev', '--headless', '--ip', HOST, '--port', `${port}`],
    env: serverEnvironment(/^TEMPORAL_/),
    log: join(folder, 'temporal.log'),
    mark: `${port}`,
  });
  await untilReady(server, { answers: () => portOpens(port, HOST), withinMs: 60_000, say });
  return {
    address: `${HOST}:${port}`,
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
