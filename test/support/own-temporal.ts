import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportSearchAttributes } from '../../dev/report-search-attributes.ts';
import { registerSearchAttributes } from '../../dev/stack/search-attributes.ts';
import { startServerProcess, type ServerCommand, type ServerProcess } from '../../dev/stack/server-process.ts';
import { startTemporal } from '../../dev/stack/temporal-server.ts';
import { untilReady } from '../../dev/stack/until-ready.ts';

/** A Temporal server of the test's own, to be killed; ended by `await using`. */
export interface OwnTemporal extends AsyncDisposable {
  readonly address: string;
  /** As a power cut does it. */
  kill(): Promise<void>;
  /** On the same port, with the data that it had. */
  comeBack(): Promise<void>;
  forgetEverything(): void;
}

const silent = () => undefined;
const { signal } = new AbortController();

export async function ownTemporal(): Promise<OwnTemporal> {
  const folder = mkdtempSync(join(tmpdir(), 'course-report-temporal-'));
  const started: { command: ServerCommand; server: ServerProcess }[] = [];
  const run = (command: ServerCommand) => {
    const server = startServerProcess(command);
    started.push({ command, server });
    return server;
  };
  const attributes = reportSearchAttributes();
  const { env } = await startTemporal({ folder, say: silent, signal, run }, attributes);
  const address = env['TEMPORAL_ADDRESS'] ?? '';
  return {
    address,
    kill: async () => {
      const { server } = started.at(-1) ?? {};
      if (server === undefined) return;
      process.kill(-server.pid, 'SIGKILL');
      await server.ended;
    },
    comeBack: async () => {
      const { command } = started.at(-1) ?? {};
      if (command === undefined) throw new Error('it was never there');
      const answers = () => registerSearchAttributes(address, 'default', attributes);
      await untilReady(run(command), { answers, withinMs: 60_000, say: silent });
    },
    forgetEverything: () => {
      for (const file of readdirSync(folder)) if (file.startsWith('temporal.db')) rmSync(join(folder, file));
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(started.map(({ server }) => server.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
