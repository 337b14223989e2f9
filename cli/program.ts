import { Command, CommanderError, Option } from 'commander';
import type { VariableName } from '../config/variables.ts';
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
import { run, type Act, type CommonOptions, type Open } from './run.ts';

const USAGE = 2;
const CASSANDRA: readonly VariableName[] = ['CASSANDRA_CONTACT_POINTS', 'CASSANDRA_LOCAL_DATACENTER'];

/** @param open makes the connections of the command that the arguments name. @returns the exit code */
export async function runProgram(args: readonly string[], open: Open): Promise<number> {
  let exit = 0;
  const program = commands(async (options, needed, act) => {
    exit = await run(options, () => open(needed), act);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exit;
  } catch (error) {
    // Commander has said what is wrong by now; help and version are no faults.
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : USAGE;
  }
}

type Run = (options: CommonOptions, needed: readonly VariableName[], act: Act) => Promise<void>;

function commands(run: Run): Command {
  const program = new Command('course-report')
    .description('Course progress reports: a batch’s learners as a CSV in the mentor’s mailbox.')
    .exitOverride()
    .showHelpAfterError('(course-report --help shows the commands)');

  /** Each command takes --json and --stack. */
  const command = (usage: string, description: string) =>
    program
      .command(usage)
      .description(description)
      .option('--json', 'answer as JSON on stdout, everything for people on stderr')
      .option('--stack', 'show where an unexpected error came from');

  command('setup', 'make the own keyspace and tables, and register Temporal’s search attributes').action(
    (options: CommonOptions) => run(options, [...CASSANDRA, 'REPORT_KEYSPACE_REPLICATION'], setup),
  );

  command('doctor', 'check environment, Cassandra, Temporal and the mail server').action((options: CommonOptions) =>
    run(options, [...CASSANDRA, 'SMTP_URL'], doctor),
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
      (
        options: CommonOptions & { course: string; batch: string; requester: string; deliver: Deliver; wait: boolean },
      ) => run(options, [], (connections, out) => request(connections, out, options)),
    );

  command('status <report-id>', 'where a report stands').action((reportId: string, options: CommonOptions) =>
    run(options, CASSANDRA, (connections, out) => status(connections, out, reportId)),
  );

  command('list', 'reports, newest first')
    .option('--course <id>', 'with --batch')
    .option('--batch <id>', 'with --course')
    .option('--tenant <id>', 'reports of one tenant')
    .action((options: CommonOptions & ListOptions) => {
      if ((options.course === undefined) !== (options.batch === undefined))
        program.error('error: --course and --batch go together');
      return run(options, CASSANDRA, (connections, out) => list(connections, out, filterOf(options)));
    });

  command('cancel <report-id>', 'stop a report').action((reportId: string, options: CommonOptions) =>
    run(options, [], (connections, out) => cancel(connections, out, reportId)),
  );

  command('resend <report-id>', 'mail the file of a report once more, to the same mentor').action(
    (reportId: string, options: CommonOptions) =>
      run(options, [], (connections, out) => resend(connections, out, reportId)),
  );

  command('download <report-id>', 'write the CSV of a report to a file')
    .requiredOption('--out <file>', 'file to write')
    .action((reportId: string, options: CommonOptions & { out: string }) =>
      run(options, CASSANDRA, (connections, out) => download(connections, out, reportId, options.out)),
    );

  command('ratio', 'downloads per batch, of all courses unless one of these is given')
    .addOption(new Option('--batch <id>', 'of one batch').conflicts(['course', 'tenant']))
    .addOption(new Option('--course <id>', 'of one course').conflicts('tenant'))
    .option('--tenant <id>', 'of one tenant')
    .option('--from <day>', 'first day in India, yyyy-MM-dd')
    .option('--to <day>', 'first day in India that is not counted any more')
    .action((options: CommonOptions & RatioOptions) =>
      run(options, CASSANDRA, (connections, out) => ratio(connections, out, options)),
    );
  return program;
}

interface ListOptions {
  readonly course?: string;
  readonly batch?: string;
  readonly tenant?: string;
}

function filterOf({ course, batch, tenant }: ListOptions): LedgerFilter {
  return {
    ...(course === undefined || batch === undefined ? {} : { batch: { courseId: course, batchId: batch } }),
    ...(tenant === undefined ? {} : { tenantId: tenant }),
  };
}
