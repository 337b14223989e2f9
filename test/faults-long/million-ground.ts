import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildPrograms } from '../../bench/build.ts';
import { demoBatch } from '../../bench/demo-batch.ts';
import { withOwnStore } from '../../bench/own-store.ts';
import { workerCommand } from '../../bench/worker-command.ts';
import type { Values } from '../../config/variables.ts';
import type { DemoBatch } from '../../dev/data/batch.ts';
import { stackValues } from '../../dev/set-up.ts';
import { startCassandra } from '../../dev/stack/cassandra-server.ts';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { takeDataFolder } from '../../dev/stack/data-folder.ts';
import { ProcessSet } from '../../dev/stack/process-set.ts';
import type { ServerProcess } from '../../dev/stack/server-process.ts';
import { untilReady } from '../../dev/stack/until-ready.ts';
import type { Settings } from '../support/e2e-program.ts';
import { stackSettings } from '../support/e2e-scene.ts';

/** Kept for later runs: a million learners are five million rows, which take four minutes to write. */
const DATA_DIR = '.stack/million';

/** A Cassandra with batches of up to a million learners, and the worker as it is released. */
export interface Ground {
  /** Where it is; for the rest the servers of the tests. */
  readonly settings: Settings;
  readonly values: Values;
  /** Writes the batch unless an earlier run has. */
  batch(learners: number): Promise<DemoBatch>;
  /** Runs and asks for work. @param preload a module that takes something from it */
  startWorker(settings: Settings, preload?: string): Promise<ServerProcess>;
}

export async function withGround(use: (ground: Ground) => Promise<void>): Promise<void> {
  const say = (line: string) => process.stderr.write(`a million learners: ${line}\n`);
  const { signal } = new AbortController();
  const data = await takeDataFolder(resolve(CHECKOUT, DATA_DIR), say);
  const processes = new ProcessSet(data, signal);
  try {
    const folder = join(data.path, 'cassandra');
    const { env } = await startCassandra({ folder, say, signal, run: processes.run });
    const settings = { ...env, REPORT_KEYSPACE: 'course_reports_million' };
    const values = stackValues({ ...stackSettings(), ...settings });
    const programs = await buildPrograms(data.path, say, signal);
    const startWorker: Ground['startWorker'] = async (own, preload) => {
      const { args, ...command } = workerCommand(programs.worker, own, data.path);
      const more = preload === undefined ? [] : ['--import', preload];
      const worker = processes.run({ ...command, args: [...more, ...args] });
      const answers = async () => readFileSync(worker.log, 'utf8').includes('"state":"RUNNING"');
      await untilReady(worker, { answers, withinMs: 60_000, say });
      return worker;
    };
    const batch = (learners: number) => demoBatch(values, learners, say, signal);
    await withOwnStore(values, () => use({ settings, values, batch, startWorker }));
  } finally {
    await processes.stop();
    data.release();
  }
}
