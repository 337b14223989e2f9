import { join } from 'node:path';
import { buildPrograms } from '../../bench/build.ts';
import { workerCommand } from '../../bench/worker-command.ts';
import { heldServer, type HeldServer } from '../../dev/chaos/held-server.ts';
import { makeReportStore, stackValues, withCassandra } from '../../dev/set-up.ts';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import type { Stack } from '../../dev/stack/start-stack.ts';
import type { Values } from '../../config/variables.ts';
import { SmtpServer } from '../support/smtp-server.ts';
import { keptAlive, type KeptAlive } from './kept-alive.ts';
import { mortalTemporal, type MortalTemporal } from './mortal-temporal.ts';
import { WORKERS, type Way } from './plan.ts';

export const DATA_DIR = '.stack/soak';
const FOLDER = join(CHECKOUT, DATA_DIR);
/** Of the soak alone, new at each start. */
export const KEYSPACE = 'course_reports_soak';
/** Smaller than the file of the largest batch, so that ZIPs are among the mails. */
const ATTACHMENT_MAX_BYTES = 1_500_000;

/** Everything that a soak runs on. The soak itself reaches the servers directly, the workers by the ways. */
export interface Ground {
  readonly values: Values;
  readonly temporal: MortalTemporal;
  readonly smtp: SmtpServer;
  readonly ways: Readonly<Record<Way, HeldServer>>;
  readonly workers: readonly KeptAlive[];
  /** One for each start of a worker. */
  readonly logs: readonly string[];
}

export async function openGround(stack: Stack, say: (line: string) => void, signal: AbortSignal): Promise<Ground> {
  const { worker: program } = await buildPrograms(FOLDER, say, signal);
  const launch = { folder: join(FOLDER, 'temporal'), say, signal, run: stack.run };
  const temporal = await mortalTemporal(launch);
  const smtp = await new SmtpServer().start();
  const own = { ...stack.env, ...temporal.env, REPORT_KEYSPACE: KEYSPACE, SMTP_URL: smtp.url };
  const values = stackValues(own);
  await emptyStore(values);
  const ways = await waysTo(values, temporal, smtp);
  const env = {
    ...process.env,
    ...own,
    CASSANDRA_CONTACT_POINTS: ways.cassandra.address,
    TEMPORAL_ADDRESS: ways.temporal.address,
    SMTP_URL: `smtp://${ways.smtp.address}`,
    REPORT_ATTACHMENT_MAX_BYTES: `${ATTACHMENT_MAX_BYTES}`,
  };
  const logs: string[] = [];
  const workers = Array.from({ length: WORKERS }, (_, no) =>
    keptAlive((start) => {
      const log = join(FOLDER, 'logs', `worker-${no + 1}.${start}.log`);
      logs.push(log);
      return stack.run({ ...workerCommand(program, env, FOLDER), log });
    }),
  );
  return { values, temporal, smtp, ways, workers, logs };
}

async function emptyStore(values: Values): Promise<void> {
  await withCassandra(values, (client) =>
    client.execute(`DROP KEYSPACE IF EXISTS ${KEYSPACE}`, [], { prepare: false, readTimeout: 60_000 }),
  );
  await makeReportStore(values);
}

async function waysTo(values: Values, temporal: MortalTemporal, smtp: SmtpServer): Promise<Ground['ways']> {
  return {
    cassandra: await heldServer(values.CASSANDRA_CONTACT_POINTS?.[0] ?? ''),
    temporal: await heldServer(temporal.address),
    smtp: await heldServer(new URL(smtp.url).host),
  };
}

/** The workers end in peace, the ways are closed; the servers are the stack's to end. */
export async function closeGround({ workers, ways, smtp }: Ground): Promise<void> {
  await Promise.all(workers.map((worker) => worker.stop()));
  await Promise.all(Object.values(ways).map((way) => way[Symbol.asyncDispose]()));
  await smtp.stop();
}
