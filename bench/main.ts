import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENROLMENTS_PER_PAGE } from '../activities/page-size.ts';
import { readConfig } from '../config/config.ts';
import type { Values } from '../config/variables.ts';
import { DEMO } from '../dev/data/demo.ts';
import { reportSearchAttributes } from '../dev/report-search-attributes.ts';
import { CHECKOUT } from '../dev/stack/checkout.ts';
import { StackFault } from '../dev/stack/stack-fault.ts';
import { startStack, type Stack } from '../dev/stack/start-stack.ts';
import { aborted, stopSignal } from '../dev/stack/stop-signal.ts';
import { ReportError } from '../report/errors.ts';
import { LOOKUPS_IN_FLIGHT } from '../worker/dependencies.ts';
import { PAGES_IN_FLIGHT } from '../workflows/read-pages.ts';
import { benchArguments, type BenchArguments } from './arguments.ts';
import { buildPrograms } from './build.ts';
import { demoBatch } from './demo-batch.ts';
import { machine } from '../dev/machine.ts';
import { startMailSink } from './mail-sink.ts';
import { measure } from './measure.ts';
import { refuseGivenServers, SERVERS } from './own-servers.ts';
import { KEYSPACE, withOwnStore } from './own-store.ts';
import { benchResult, type BenchResult, type Settings } from './result.ts';
import { summary } from './tell.ts';

const DATA_DIR = '.stack/bench';

const say = (line: string) => console.error(`bench: ${line}`);
const signal = stopSignal();

/** Starts servers of its own, measures, prints one JSON object on stdout, and ends everything. */
async function main(): Promise<void> {
  const args = benchArguments(process.argv.slice(2));
  refuseGivenServers(process.env, args.writeIntoGivenServers);
  const machineFacts = machine();
  const stack = await startStack({
    dataDir: DATA_DIR,
    servers: SERVERS,
    searchAttributes: reportSearchAttributes(),
    say,
    signal,
  });
  try {
    const result = await Promise.race([bench(stack, args, machineFacts), stopped(), crashed(stack)]);
    say(summary(result));
    if (args.quick) say('a quick run shows that everything works; its figures say nothing about speed');
    console.log(JSON.stringify(result, undefined, 2));
  } finally {
    say('ending the servers');
    await stack.stop();
  }
}

async function bench(
  stack: Stack,
  args: BenchArguments,
  machineFacts: ReturnType<typeof machine>,
): Promise<BenchResult> {
  const folder = join(CHECKOUT, DATA_DIR);
  const sink = await startMailSink();
  try {
    const env = { ...process.env, ...stack.env, SMTP_URL: sink.url, REPORT_KEYSPACE: KEYSPACE };
    const values = readConfig(env, ['CASSANDRA_CONTACT_POINTS'], (path) => readFileSync(path, 'utf8'));
    const programs = await buildPrograms(folder, say, signal);
    const { courseId, batchId } = await demoBatch(values, args.learners, say, signal);
    const request = { courseId, batchId, requesterId: DEMO.mentorId, deliver: 'mail' } as const;
    return await withOwnStore(values, async () => {
      const { swept, done } = await measure({ stack, programs, sink, env, folder, say }, request, args);
      return benchResult(machineFacts, settingsOf(values, args), swept, done);
    });
  } finally {
    await sink.close();
  }
}

function settingsOf(values: Values, { learners, rounds }: BenchArguments): Settings {
  return {
    learners,
    rounds,
    lookUpKeys: values.REPORT_LOOKUP_KEYS,
    lookUpsInFlight: LOOKUPS_IN_FLIGHT,
    pagesInFlight: PAGES_IN_FLIGHT,
    enrolmentsPerPage: ENROLMENTS_PER_PAGE,
    readConsistency: values.CASSANDRA_READ_CONSISTENCY,
  };
}

async function stopped(): Promise<never> {
  await aborted(signal);
  throw signal.reason;
}

async function crashed(stack: Stack): Promise<never> {
  throw new StackFault(await stack.crashed);
}

try {
  await main();
  process.exit(0);
} catch (error) {
  const isForPeople = error instanceof StackFault || error instanceof ReportError;
  say(isForPeople ? error.message : String((error as Error).stack));
  process.exit(1);
}
