import { readFileSync } from 'node:fs';
import { NativeConnection, Worker } from '@temporalio/worker';
import { checkLearnerSource, checkReportStore } from '../adapters/cassandra/checks.ts';
import { printable, readConfig } from '../config/config.ts';
import { ownKeyspace, sourceNames } from '../config/connections.ts';
import { temporalConfig } from '../config/temporal.ts';
import type { VariableName } from '../config/variables.ts';
import { errorSpec, ReportError } from '../report/errors.ts';
import { connect } from './dependencies.ts';
import { installRuntime, log } from './logging.ts';
import { workerOptions } from './worker.ts';

const NEEDED: readonly VariableName[] = [
  'CASSANDRA_CONTACT_POINTS',
  'CASSANDRA_LOCAL_DATACENTER',
  'SUNBIRD_ENCRYPTION_KEY',
  'REPORT_AUDIT_KEY',
  'SMTP_URL',
  'MAIL_FROM',
];

/** Runs until SIGTERM or SIGINT, which the SDK answers by finishing the pages under way (worker.ts). */
async function main(): Promise<void> {
  const values = readConfig(process.env, NEEDED, (path) => readFileSync(path, 'utf8'));
  installRuntime();
  log.info({ config: printable(process.env) }, 'configuration');
  const connected = connect(values);
  try {
    const absent = await checkLearnerSource(connected.cassandra, sourceNames(values));
    if (absent.length > 0) log.warn({ absent }, 'an older schema: cells that need these stay blank');
    await checkReportStore(connected.cassandra, ownKeyspace(values).keyspace);
    const { connection: options, namespace } = temporalConfig(process.env);
    const connection = await connectTemporal(options);
    try {
      const worker = await Worker.create(workerOptions(connection, namespace, connected.deps));
      await worker.run();
    } finally {
      await connection.close();
    }
  } finally {
    await connected.close();
  }
}

async function connectTemporal(options: Parameters<typeof NativeConnection.connect>[0]): Promise<NativeConnection> {
  try {
    return await NativeConnection.connect(options);
  } catch {
    throw new ReportError('TemporalUnreachable');
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ReportError)) throw error;
  const spec = errorSpec(error.code);
  process.stderr.write(`course-report worker: ${error.code}: ${error.message}\n${spec.todo}\n`);
  process.exitCode = spec.exit;
}
