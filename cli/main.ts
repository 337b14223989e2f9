#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { errorSpec, ReportError } from '../report/errors.ts';
import type { LedgerFilter } from '../report/ledger-entry.ts';
import type { Deliver } from '../report/request.ts';
import { cancel } from './commands/cancel.ts';
import { doctor } from './commands/doctor.ts';
import { download } from './commands/download.ts';
import { list } from './commands/list.ts';
import { ratio, type RatioOptions } from './commands/ratio.ts';
import { request } from './commands/request.ts';
import { resend } from './commands/resend.ts';
import { setup } from './commands/setup.ts';
import { status } from './commands/status.ts';
import { Connections } from './connections.ts';
import { errorLines, output, type Output } from './output.ts';

const USAGE = 2;
const MAIL: readonly (keyof Connections['values'])[] = ['SMTP_URL'];

interface CommonOptions {
  readonly json?: boolean;
  readonly stack?: boolean;
}

/** Runs a command with its connections and ends with its exit code. */
async function run(
  options: CommonOptions,
  open: () => Connections,
  act: (connections: Connections, out: Output) => Promise<number>,
) {
  const out = output(options.json ?? false);
  let connections: Connections | null = null;
  try {
    connections = open();
    process.exitCode = await act(connections, out);
  } catch (error) {
    process.exitCode = fail(error, options);
  } finally {
    await connections?.close();
  }
}

/** A sentence and what to do; a stack trace only when asked for. */
function fail(error: unknown, { json, stack }: CommonOptions): number {
  const known = error instanceof ReportError ? error : new ReportError('Unexpected', { what: nameOf(error) });
  const lines = errorLines(known);
  if (json) process.stdout.write(`${JSON.stringify({ error: { code: known.code, message: known.message } })}\n`);
  process.stderr.write(`${lines.join('\n')}\n`);
  if (stack) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  else if (error !== known) process.stderr.write('Run it again with --stack to see where.\n');
  return errorSpec(known.code).exit;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

const { env } = process;
const archive = () => Connections.withArchive(env);

const program = new Command('course-report')
  .description('Course progress reports: a batch’s learners as a CSV in the mentor’s mailbox.')
  .exitOverride()
  .showHelpAfterError('(course-report --help shows the commands)');

/** Each command takes --json and --stack. */
function command(usage: string, description: string): Command {
  return program
    .command(usage)
    .description(description)
    .option('--json', 'answer as JSON on stdout, everything for people on stderr')
    .option('--stack', 'show where an unexpected error came from');
}

command('setup', 'make the own keyspace and tables, and register Temporal’s search attributes').action(
  (options: CommonOptions) => run(options, () => Connections.withArchive(env, ['REPORT_KEYSPACE_REPLICATION']), setup),
);

command('doctor', 'check environment, Cassandra, Temporal and the mail server').action((options: CommonOptions) =>
  run(options, () => Connections.withArchive(env, MAIL), doctor),
);

command('request', 'start a report, or join the one under way')
  .requiredOption('--course <id>', 'course id')
  .requiredOption('--batch <id>', 'batch id')
  .requiredOption('--requester <id>', 'user id of the mentor who asks')
  .addOption(
    new Option('--deliver <how>', 'to her own mailbox, or kept to be fetched')
      .choices(['mail', 'portal'])
      .default('mail'),
  )
  .option('--wait', 'show progress until it has ended', false)
  .action(
    (options: CommonOptions & { course: string; batch: string; requester: string; deliver: Deliver; wait: boolean }) =>
      run(
        options,
        () => new Connections(env, []),
        (connections, out) => request(connections, out, options),
      ),
  );

command('status <report-id>', 'where a report stands').action((reportId: string, options: CommonOptions) =>
  run(options, archive, (connections, out) => status(connections, out, reportId)),
);

command('list', 'reports, newest first')
  .option('--course <id>', 'with --batch')
  .option('--batch <id>', 'with --course')
  .option('--tenant <id>', 'reports of one tenant')
  .action((options: CommonOptions & { course?: string; batch?: string; tenant?: string }) => {
    const filter = filterOf(options);
    return run(options, archive, (connections, out) => list(connections, out, filter));
  });

command('cancel <report-id>', 'stop a report').action((reportId: string, options: CommonOptions) =>
  run(
    options,
    () => new Connections(env, []),
    (connections, out) => cancel(connections, out, reportId),
  ),
);

command('resend <report-id>', 'mail the file of a report once more, to the same mentor').action(
  (reportId: string, options: CommonOptions) =>
    run(
      options,
      () => new Connections(env, []),
      (connections, out) => resend(connections, out, reportId),
    ),
);

command('download <report-id>', 'write the CSV of a report to a file')
  .requiredOption('--out <file>', 'file to write')
  .action((reportId: string, options: CommonOptions & { out: string }) =>
    run(options, archive, (connections, out) => download(connections, out, reportId, options.out)),
  );

command('ratio', 'downloads per batch, of all courses unless one of these is given')
  .addOption(new Option('--batch <id>', 'of one batch').conflicts(['course', 'tenant']))
  .addOption(new Option('--course <id>', 'of one course').conflicts('tenant'))
  .option('--tenant <id>', 'of one tenant')
  .option('--from <day>', 'first day in India, yyyy-MM-dd')
  .option('--to <day>', 'first day in India that is not counted any more')
  .action((options: CommonOptions & RatioOptions) =>
    run(options, archive, (connections, out) => ratio(connections, out, options)),
  );

function filterOf({ course, batch, tenant }: { course?: string; batch?: string; tenant?: string }): LedgerFilter {
  if ((course === undefined) !== (batch === undefined)) program.error('error: --course and --batch go together');
  return {
    ...(course === undefined || batch === undefined ? {} : { batch: { courseId: course, batchId: batch } }),
    ...(tenant === undefined ? {} : { tenantId: tenant }),
  };
}

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said what is wrong by now; help and version are no faults.
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : USAGE;
}
