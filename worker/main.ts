import { readFileSync } from 'node:fs';
import { NativeConnection, TransportError, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Client } from 'cassandra-driver';
import { checkLearnerSource, checkReportStore } from '../adapters/cassandra/checks.ts';
import { printable, readConfig } from '../config/config.ts';
import { ownKeyspace, sourceNames } from '../config/connections.ts';
import { temporalConfig } from '../config/temporal.ts';
import type { Values } from '../config/variables.ts';
import { framesOf, placeOf } from '../report/error-place.ts';
import { errorSpec, ReportError } from '../report/errors.ts';
import { connect } from './dependencies.ts';
import { installRuntime, log } from './logging.ts';
import { metricsOf } from './metrics.ts';
import { NEEDED_VARIABLES } from './needed-variables.ts';
import { workerOptions, workflowCode } from './worker.ts';

/** Runs until SIGTERM or SIGINT, which the SDK answers by finishing the pages under way (worker.ts). */
async function main(): Promise<void> {
  const values = readConfig(process.env, NEEDED_VARIABLES, (path) => readFileSync(path, 'utf8'));
  const code = workflowCode();
  const { metricMeter } = installRuntime(values.REPORT_METRICS_ADDRESS);
  log.info({ config: printable(process.env) }, 'configuration');
  const connected = connect(values, metricsOf(metricMeter));
  try {
    await checkCassandra(connected.cassandra, values);
    const { connection: options, namespace } = temporalConfig(process.env);
    const connection = await connectTemporal(options);
    try {
      const worker = await createWorker(workerOptions(connection, namespace, connected.deps, code));
      await worker.run();
    } finally {
      await connection.close();
    }
  } finally {
    await connected.close();
  }
}

/** A fault that only a person can mend stops the worker; a cluster that is away does not: steps are tried again. */
async function checkCassandra(client: Client, values: Values): Promise<void> {
  try {
    const absent = await checkLearnerSource(client, sourceNames(values));
    if (absent.length > 0) log.warn({ absent }, 'an older schema: cells that need these stay blank');
    await checkReportStore(client, ownKeyspace(values).keyspace);
  } catch (error) {
    if (!(error instanceof ReportError && errorSpec(error.code).retry)) throw error;
    log.warn({ code: error.code }, error.message);
  }
}

/** The SDK asks for the namespace and says with one error that it is not there, or that nobody answered. */
async function createWorker(options: WorkerOptions): Promise<Worker> {
  try {
    return await Worker.create(options);
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    const isMissing = /namespace .*not found/i.test(error.message);
    throw isMissing
      ? new ReportError('TemporalNotSetUp', { what: `namespace ${options.namespace}` })
      : new ReportError('TemporalUnreachable');
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
  const known = error instanceof ReportError ? error : new ReportError('Unexpected', { what: placeOf(error) });
  const { todo, exit } = errorSpec(known.code);
  if (known !== error) log.error({ code: known.code, frames: framesOf(error) }, known.message);
  process.stderr.write(`course-report worker: ${known.code}: ${known.message}\n${todo}\n`);
  // Not `exitCode`: the SDK keeps a process alive whose worker could not be made, and nobody would start it again.
  process.exit(exit);
}
