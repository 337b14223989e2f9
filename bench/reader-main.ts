import { readFileSync } from 'node:fs';
import { courseFacts } from '../activities/prepare-report.ts';
import { readConfig } from '../config/config.ts';
import { NO_METRICS } from '../report/metrics.ts';
import { connect, type Connected } from '../worker/dependencies.ts';
import { bareReads, type KnownBatch } from './bare-reads.ts';
import type { LookUps, ReadAnswer, Reading, ReadOrder } from './reader-contract.ts';
import { countRows, type RowCounts } from './row-counts.ts';

/** The reading process: wired as a worker is, reads when the bench asks, and ends with the bench. */
const values = readConfig(process.env, ['CASSANDRA_CONTACT_POINTS', 'CASSANDRA_LOCAL_DATACENTER'], (path) =>
  readFileSync(path, 'utf8'),
);

interface Reader extends Connected {
  takeRows(): RowCounts;
}

function reader(lookUps?: LookUps): Reader {
  const own = lookUps && { REPORT_LOOKUP_KEYS: lookUps.keys, REPORT_READS_IN_FLIGHT: lookUps.inFlight };
  const connected = connect({ ...values, ...own }, NO_METRICS);
  return { ...connected, takeRows: countRows(connected.cassandra) };
}

const usual = reader();

async function answer({ batch, mostPages, lookUps }: ReadOrder): Promise<Reading> {
  if (lookUps === null) return measured(usual, batch, mostPages ?? Infinity);
  const other = reader(lookUps);
  try {
    return await measured(other, batch, mostPages ?? Infinity);
  } finally {
    await other.close();
  }
}

async function measured({ deps, takeRows }: Reader, key: ReadOrder['batch'], mostPages: number): Promise<Reading> {
  const found = await deps.source.batch(key);
  if (found === null) throw new Error(`batch ${key.batchId} is not there`);
  const batch: KnownBatch = { ...key, facts: await courseFacts(deps, found) };
  takeRows();
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await bareReads(deps, batch, mostPages);
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1_000_000, rows: takeRows() };
}

process.on('message', (order: ReadOrder) => {
  answer(order).then(
    (reading) => process.send?.({ reading } satisfies ReadAnswer),
    (error: Error) => process.send?.({ fault: error.stack ?? error.message } satisfies ReadAnswer),
  );
});
process.once('disconnect', () => process.exit());
