import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { connectTemporal } from '../../client/index.ts';
import { setUpSearchAttributes } from '../../client/search-attributes.ts';
import { temporalConfig } from '../../config/temporal.ts';
import { makeReportStore, stackValues } from '../../dev/set-up.ts';
import { runProgram, type Answer, type Settings } from './e2e-program.ts';
import { startWorkerProcess, type WorkerProcess } from './e2e-worker.ts';

/**
 * Servers of the stack with a Temporal namespace of the test's own: its worker is the only one on the task queue, and no
 * run of another test waits there. Ended with everything in it by `await using`.
 */
export interface Scene extends AsyncDisposable {
  readonly settings: Settings;
  readonly folder: string;
  /** To watch runs and to export their histories; what a mentor or an operator does goes through the command line. */
  readonly temporal: Client;
  courseReport(...args: readonly string[]): Promise<Answer>;
  /** `npm run worker` beside the other workers of this scene. */
  startWorker(more?: Settings): Promise<WorkerProcess>;
}

const NEEDED = ['CASSANDRA_CONTACT_POINTS', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'INBOX_URL', 'REPORT_KEYSPACE_REPLICATION'];

/** The variables that `npm run stack` prints, which `npm test` passes on. */
export function stackSettings(): Settings {
  const missing = NEEDED.filter((name) => !process.env[name]);
  if (missing.length > 0) {
    throw new Error(
      `These tests need servers (${missing.join(', ')}): use \`npm test\`, or export what \`npm run stack\` prints.`,
    );
  }
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]));
}

let store: Promise<void> | undefined;

export async function openScene(more: Settings = {}): Promise<Scene> {
  await (store ??= makeReportStore(stackValues(stackSettings())));
  const namespace = `e2e-${randomBytes(6).toString('hex')}`;
  const settings = { ...stackSettings(), TEMPORAL_NAMESPACE: namespace, ...more };
  const { temporal, close } = await temporalIn(settings);
  const folder = mkdtempSync(join(tmpdir(), 'course-report-e2e-'));
  const workers: WorkerProcess[] = [];
  const ended = new AbortController();
  // Twenty commands at once listen to it.
  setMaxListeners(0, ended.signal);
  return {
    settings,
    folder,
    temporal,
    courseReport: (...args) => runProgram('course-report', args, settings, ended.signal),
    startWorker: async (others = {}) => {
      const log = join(folder, `worker-${workers.length}.log`);
      const worker = await startWorkerProcess({ ...settings, ...others }, log);
      workers.push(worker);
      return worker;
    },
    [Symbol.asyncDispose]: async () => {
      // A test that failed may have left a command waiting.
      ended.abort();
      await Promise.all(workers.map((worker) => worker.stop()));
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function temporalIn(settings: Settings) {
  const { connection, namespace } = temporalConfig(settings);
  const connected = await connectTemporal(connection, namespace);
  const { workflowService } = connected.temporal;
  await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs('1 day') });
  await setUpSearchAttributes(connected.temporal);
  return connected;
}
