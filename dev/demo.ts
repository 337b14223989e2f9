import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportStatus } from '../report/status.ts';
import { disturbedReport, type Disturbed } from './chaos/disturbed-report.ts';
import { wentWell, whatWasSent } from './chaos/what-was-sent.ts';
import { applySunbirdSchema } from './data/cassandra/apply-schema.ts';
import { mayWriteInto, WriteRefused } from './data/cassandra/may-write-into.ts';
import { writeDemoData } from './data/cassandra/write-demo-data.ts';
import type { DemoBatch } from './data/batch.ts';
import { DEMO } from './data/demo.ts';
import { demoArguments, type DemoArguments } from './demo-arguments.ts';
import { startPortal, type Pages } from './demo-portal.ts';
import { requestAndFollow, withTemporal } from './demo-request.ts';
import { tellWhereToLook } from './demo-sights.ts';
import { environmentLines } from './environment-lines.ts';
import { reportSearchAttributes } from './report-search-attributes.ts';
import { makeReportStore, stackValues, withCassandra } from './set-up.ts';
import { CHECKOUT } from './stack/checkout.ts';
import type { ServerProcess } from './stack/server-process.ts';
import { StackFault } from './stack/stack-fault.ts';
import { startStack, type Stack } from './stack/start-stack.ts';
import { aborted, stopSignal } from './stack/stop-signal.ts';
import { progressView } from '../cli/progress.ts';
import { workerCommand } from './worker-process.ts';

const DATA_DIR = '.stack/demo';
/** What the command line needs to reach the demo's servers. */
const ENV_FILE = join(DATA_DIR, 'env');
const FOLDER = join(CHECKOUT, DATA_DIR);

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
    const { report, pages, disturbed } = await runReport(stack, args);
    await tellWhereToLook({ ...stack.env, ENV_FILE }, report, pages, Math.round((performance.now() - begun) / 1000));
    if (disturbed !== null) console.log(whatWasSent(disturbed));
    if (args.exit) return report.status === 'sent' && (disturbed === null || wentWell(disturbed)) ? 0 : 1;
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
  /** `null` without `--chaos`. */
  readonly disturbed: Disturbed | null;
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
  const worker = args.chaos ? null : stack.run(workerCommand(stack.env, join(FOLDER, 'worker.log')));
  const pages = args.exit ? null : await startPortal(stack, batch, FOLDER, say, signal);
  if (pages !== null) say(`the mentor's page, to watch it from: ${pages.batch}`);
  if (worker !== null) return { report: await reportBy(worker, stack, batch), pages, disturbed: null };
  const disturbed = await disturbedReport({ stack, batch, folder: FOLDER, say, signal });
  return { report: disturbed.report, pages, disturbed };
}

async function reportBy(worker: ServerProcess, stack: Stack, { courseId, batchId }: DemoBatch): Promise<ReportStatus> {
  const died = worker.ended.then((how) => {
    throw new StackFault(`the worker ended by itself (${how}); read ${worker.log}`);
  });
  const request = { courseId, batchId, requesterId: DEMO.mentorId, deliver: 'mail' } as const;
  const view = progressView(process.stderr);
  try {
    const asked = withTemporal(stack.env, (temporal) => requestAndFollow(temporal, request, view.show, signal));
    return await Promise.race([asked, died]);
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
