import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectTemporal, reportClient } from '../client/index.ts';
import { temporalConfig } from '../config/temporal.ts';
import type { ReportStatus } from '../report/status.ts';
import { applySunbirdSchema } from './data/cassandra/apply-schema.ts';
import { mayWriteInto, WriteRefused } from './data/cassandra/may-write-into.ts';
import { writeDemoData } from './data/cassandra/write-demo-data.ts';
import type { DemoBatch } from './data/batch.ts';
import { DEMO } from './data/demo.ts';
import { demoArguments, type DemoArguments } from './demo-arguments.ts';
import { environmentLines } from './environment-lines.ts';
import { inbox } from './inbox.ts';
import { reportSearchAttributes } from './report-search-attributes.ts';
import { makeReportStore, stackValues, withCassandra } from './set-up.ts';
import { CHECKOUT } from './stack/checkout.ts';
import { StackFault } from './stack/stack-fault.ts';
import { startStack, type Stack } from './stack/start-stack.ts';
import { aborted, stopSignal } from './stack/stop-signal.ts';
import { progressView } from '../cli/progress.ts';
import { workerCommand } from './worker-process.ts';

const DATA_DIR = '.stack/demo';
const OUT_DIR = 'demo-out';
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
    servers: ['cassandra', 'temporal', 'inbox'],
    searchAttributes: reportSearchAttributes(),
    say,
    signal,
  });
  try {
    await writeFile(join(CHECKOUT, ENV_FILE), environmentLines(stack.env));
    const report = await runReport(stack, args);
    await tellWhereToLook(stack, report, Math.round((performance.now() - begun) / 1000));
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

async function runReport(stack: Stack, args: DemoArguments): Promise<ReportStatus> {
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
  return Promise.race([request(stack, batch), died]);
}

/** As a portal backend does it: the library, and progress for people. */
async function request(stack: Stack, { courseId, batchId }: DemoBatch): Promise<ReportStatus> {
  const { connection, namespace } = temporalConfig({ ...process.env, ...stack.env });
  const { temporal, close } = await connectTemporal(connection, namespace);
  const view = progressView(process.stderr);
  try {
    const reports = reportClient(temporal);
    let last = await reports.request({ courseId, batchId, requesterId: DEMO.mentorId, deliver: 'mail' });
    say(`report ${last.reportId} is accepted`);
    for await (const status of reports.follow(last.reportId)) {
      signal.throwIfAborted();
      view.show((last = status));
    }
    return last;
  } finally {
    view.stop();
    await close();
  }
}

async function tellWhereToLook(stack: Stack, report: ReportStatus, seconds: number): Promise<void> {
  const { INBOX_URL = '', TEMPORAL_UI_URL = '' } = stack.env;
  console.log(
    `\nThe report has ended: ${report.status}${report.error === null ? '' : `, ${report.error.code}: ${report.error.message}`}`,
  );
  if (report.status === 'sent') {
    console.log(
      `${report.rows?.toLocaleString('en-IN')} learners from Cassandra to the mailbox of ${DEMO.mentorAddress}, ${seconds} s after the start of this command.`,
    );
    console.log(`Attachment    ${await saveAttachment(INBOX_URL, report)}`);
  }
  console.log(`Inbox         ${INBOX_URL}`);
  console.log(`Temporal UI   ${TEMPORAL_UI_URL}/namespaces/default/workflows`);
  console.log(`Command line  env $(cat ${ENV_FILE}) npm run -s course-report -- list\n`);
}

/** What came in the mail, as the mentor would save it. */
async function saveAttachment(inboxUrl: string, report: ReportStatus): Promise<string> {
  const mail = await inbox(inboxUrl).mailOf(report.reportId);
  const attachment = mail?.attachments[0];
  if (attachment === undefined) return 'not found in the inbox';
  const folder = join(CHECKOUT, OUT_DIR);
  await mkdir(folder, { recursive: true });
  const file = join(folder, attachment.filename ?? 'attachment');
  await writeFile(`${file}.part`, attachment.content);
  await rename(`${file}.part`, file);
  return file;
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
