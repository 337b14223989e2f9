import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setUpBatchFactsSchedule } from '../client/batch-facts-schedule.ts';
import { connectTemporal, reportClient, type ReportClient } from '../client/index.ts';
import { temporalConfig } from '../config/temporal.ts';
import type { ReportStatus } from '../report/status.ts';
import { applySunbirdSchema } from './data/cassandra/apply-schema.ts';
import { mayWriteInto, WriteRefused } from './data/cassandra/may-write-into.ts';
import { writeDemoData } from './data/cassandra/write-demo-data.ts';
import type { DemoBatch } from './data/batch.ts';
import { DEMO } from './data/demo.ts';
import { demoArguments, type DemoArguments } from './demo-arguments.ts';
import { startPortal, type Pages } from './demo-portal.ts';
import { tellWhereToLook } from './demo-sights.ts';
import { environmentLines } from './environment-lines.ts';
import { reportSearchAttributes } from './report-search-attributes.ts';
import { makeReportStore, stackValues, withCassandra } from './set-up.ts';
import { CHECKOUT } from './stack/checkout.ts';
import { StackFault } from './stack/stack-fault.ts';
import { startStack, type Stack } from './stack/start-stack.ts';
import { aborted, stopSignal } from './stack/stop-signal.ts';
import { progressView } from '../cli/progress.ts';
import { workerCommand } from './worker-process.ts';

const DATA_DIR = '.stack/demo';
/** What the command line needs to reach the demo's servers. */
const ENV_FILE = join(DATA_DIR, 'env');

const say = (line: string) => console.error(`demo: ${line}`);
const signal = stopSignal();

/** From nothing to a report in a mailbox; then stays up for a person to look around, or ends with `--exit`. */
async function main(): Promise<number> {
  const args = demoArguments(process.argv.slice(2));
  const begun = performance.now();
  const stack = await startStack({
    dataDir: DATA_DIR,
    clean: args.clean,
    servers: ['cassandra', 'temporal', 'inbox', 'issuer'],
    searchAttributes: reportSearchAttributes(),
    say,
    signal,
  });
  try {
    await writeFile(join(CHECKOUT, ENV_FILE), environmentLines(stack.env));
    const { report, pages } = await runReport(stack, args);
    await tellWhereToLook({ ...stack.env, ENV_FILE }, report, pages, Math.round((performance.now() - begun) / 1000));
    if (args.exit) return report.status === 'sent' ? 0 : 1;
    say('Ctrl-C ends everything; the data stays for the next demo');
    const crash = await Promise.race([stack.crashed, aborted(signal)]);
    if (crash !== undefined) throw new StackFault(crash);
    return 0;
  } finally {
    say('ending the servers');
    await stack.stop();
  }
}

interface Shown {
  readonly report: ReportStatus;
  /** `null` with `--exit`: nobody could open them. */
  readonly pages: Pages | null;
}

async function runReport(stack: Stack, args: DemoArguments): Promise<Shown> {
  const values = stackValues(stack.env);
  mayWriteInto(stack.started.has('cassandra'), args.writeIntoGivenServers);
  const batch = await withCassandra(values, async (client) => {
    await applySunbirdSchema(client);
    const { batch: written, rowsWritten } = await writeDemoData(client, args, {
      onProgress: tellLearners(args.learners),
      signal,
    });
    say(rowsWritten === 0 ? 'the batch is there from an earlier demo' : `the batch is written, ${rowsWritten} rows`);
    return written;
  });
  await makeReportStore(values);
  const worker = stack.run(workerCommand(stack.env, join(CHECKOUT, DATA_DIR, 'worker.log')));
  const died = worker.ended.then((how) => {
    throw new StackFault(`the worker ended by itself (${how}); read ${worker.log}`);
  });
  const folder = join(CHECKOUT, DATA_DIR);
  const pages = args.exit ? null : await Promise.race([startPortal(stack, batch, folder, say, signal), died]);
  if (pages !== null) say(`the mentor's page, to watch it from: ${pages.batch}`);
  return { report: await Promise.race([request(stack, batch), died]), pages };
}

/** As a portal backend does it: the library, and progress for people. */
async function request(stack: Stack, { courseId, batchId }: DemoBatch): Promise<ReportStatus> {
  const { connection, namespace } = temporalConfig({ ...process.env, ...stack.env });
  const { temporal, close } = await connectTemporal(connection, namespace);
  try {
    // Batches are counted now and every night, for the download ratio.
    await setUpBatchFactsSchedule(temporal);
    const reports = reportClient(temporal);
    const accepted = await reports.request({ courseId, batchId, requesterId: DEMO.mentorId, deliver: 'mail' });
    say(`report ${accepted.reportId} is accepted`);
    return await follow(reports, accepted);
  } finally {
    await close();
  }
}

async function follow(reports: ReportClient, accepted: ReportStatus): Promise<ReportStatus> {
  const view = progressView(process.stderr);
  let last = accepted;
  try {
    for await (const status of reports.follow(accepted.reportId)) {
      signal.throwIfAborted();
      view.show((last = status));
    }
    return last;
  } finally {
    view.stop();
  }
}

function tellLearners(learners: number): (written: number) => void {
  const step = Math.max(1, Math.ceil(learners / 10));
  let next = step;
  return (written) => {
    if (written < next) return;
    say(`writing learners: ${written} of ${learners}`);
    next += step;
  };
}

try {
  process.exit(await main());
} catch (error) {
  if (signal.aborted) process.exit(0);
  say(error instanceof StackFault || error instanceof WriteRefused ? error.message : String((error as Error).stack));
  process.exit(1);
}
