import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectTemporal } from '../../client/index.ts';
import { reportSearchAttributes } from '../../dev/report-search-attributes.ts';
import type { Launch } from '../../dev/stack/launch.ts';
import type { ServerCommand } from '../../dev/stack/server-process.ts';
import { startTemporal } from '../../dev/stack/temporal-server.ts';
import { until } from '../support/e2e-until.ts';

/** A Temporal server that can be killed, and comes back at the same address on what it has written down. */
export interface MortalTemporal {
  readonly env: Readonly<Record<string, string>>;
  readonly address: string;
  /** SIGKILL; fulfils when the next one answers. One restart at a time. */
  restart(awayMs: number): Promise<void>;
}

/** Begins with an empty folder: runs of an earlier soak are none of this one's. */
export async function mortalTemporal({ folder, ...launch }: Launch): Promise<MortalTemporal> {
  rmSync(folder, { recursive: true, force: true });
  let command: ServerCommand | undefined;
  const run = (latest: ServerCommand) => launch.run((command = latest));
  const launched = await startTemporal({ ...launch, folder, run }, reportSearchAttributes());
  const address = launched.env['TEMPORAL_ADDRESS'] ?? '';
  let { server } = launched;
  let underWay: Promise<unknown> = Promise.resolve();
  const restart = async (awayMs: number) => {
    if (command === undefined) throw new Error('Temporal was never started');
    process.kill(-server.pid, 'SIGKILL');
    await server.ended;
    await sleep(awayMs);
    server = launch.run(command);
    await until('Temporal', () => answers(address), { everyMs: 250 });
  };
  return {
    env: launched.env,
    address,
    restart: (awayMs) => {
      const next = underWay.then(() => restart(awayMs));
      underWay = next.catch(() => undefined);
      return next;
    },
  };
}

async function answers(address: string): Promise<true | undefined> {
  try {
    const { close } = await connectTemporal({ address }, 'default');
    await close();
    return true;
  } catch {
    return undefined;
  }
}
