import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';

/** Where a file might lie, the line in it that must not be, the rule that sees it. */
type Broken = readonly [file: string, line: string, rule?: string];

const FORBIDDEN: readonly Broken[] = [
  // report is pure.
  ['report/x.ts', "import { courseReport } from '../workflows/course-report.ts';"],
  ['report/x.ts', "import type { ReportActivities } from '../activities/api.ts';"],
  ['report/x.ts', "import { readConfig } from '../config/config.ts';"],
  ['report/x.ts', "import { readFileSync } from 'node:fs';"],
  ['report/x.ts', "import { readFileSync } from 'fs';"],
  ['report/x.ts', "import { ApplicationFailure } from '@temporalio/common';"],
  ['report/x.ts', "import type { Client } from 'cassandra-driver';"],
  ['report/deeper/x.ts', "import { connect } from '../../worker/dependencies.ts';"],

  // workflows know report, and of the activities the types.
  ['workflows/x.ts', "import { ReportActivities } from '../activities/api.ts';"],
  ['workflows/x.ts', "export * from '../activities/api.ts';"],
  ['workflows/x.ts', "import type { Dependencies } from '../activities/dependencies.ts';"],
  ['workflows/x.ts', "import { writePage } from '../activities/write-page.ts';"],
  ['workflows/x.ts', "import { requestReport } from '../client/request.ts';"],
  ['workflows/x.ts', "import { VARIABLES } from '../config/variables.ts';"],
  ['workflows/x.ts', "import { randomUUID } from 'node:crypto';"],
  ['workflows/x.ts', "import { Client } from '@temporalio/client';"],
  ['workflows/x.ts', "import { ulid } from 'ulid';"],

  // activities get their engines by argument.
  ['activities/x.ts', "import { cassandraLedger } from '../adapters/cassandra/ledger.ts';"],
  ['activities/x.ts', "import type { Pace } from '../workflows/run.ts';"],
  ['activities/x.ts', "import { TASK_QUEUE } from '../workflows/contract.ts';"],
  ['activities/x.ts', "import { readConfig } from '../config/config.ts';"],
  ['activities/x.ts', "import { listReports } from '../archive/list.ts';"],
  ['activities/x.ts', "import { types } from 'cassandra-driver';"],
  ['activities/x.ts', "import MailComposer from 'nodemailer/lib/mail-composer';"],
  ['activities/x.ts', "import { Client } from '@temporalio/client';"],

  // adapters know report, and not each other.
  ['adapters/mail/x.ts', "import { knownError } from '../cassandra/known-errors.ts';"],
  ['adapters/cassandra/x.ts', "import { smtpMailer } from '../mail/mailer.ts';"],
  ['adapters/cassandra/x.ts', "import { reportFailure } from '../../workflows/failure.ts';"],
  ['adapters/cassandra/x.ts', "import { createActivities } from '../../activities/index.ts';"],
  ['adapters/cassandra/x.ts', "import type { Values } from '../../config/variables.ts';"],
  ['adapters/cassandra/x.ts', "import { ApplicationFailure } from '@temporalio/common';"],

  // archive and client know report, and client the contract.
  ['archive/x.ts', "import { cassandraLedger } from '../adapters/cassandra/ledger.ts';"],
  ['archive/x.ts', "import { reportClient } from '../client/index.ts';"],
  ['archive/x.ts', "import { TASK_QUEUE } from '../workflows/contract.ts';"],
  ['archive/x.ts', "import { Client } from '@temporalio/client';"],
  ['client/x.ts', "import { courseReport } from '../workflows/course-report.ts';"],
  ['client/x.ts', "import type { ReportActivities } from '../activities/api.ts';"],
  ['client/x.ts', "import { cassandraLedger } from '../adapters/cassandra/ledger.ts';"],
  ['client/x.ts', "import { reportStatus } from '../archive/status.ts';"],
  ['client/x.ts', "import { Client } from 'cassandra-driver';"],
  ['config/x.ts', "import { cassandraClient } from '../adapters/cassandra/client.ts';"],
  ['config/x.ts', "import { TASK_QUEUE } from '../workflows/contract.ts';"],

  // Nobody imports a root.
  ['cli/x.ts', "import { connect } from '../worker/dependencies.ts';"],
  ['cli/commands/x.ts', "import { startStack } from '../../dev/stack/start-stack.ts';"],
  ['worker/x.ts', "import { output } from '../cli/output.ts';"],
  ['worker/x.ts', "import { inbox } from '../dev/inbox.ts';"],
  ['portal/x.ts', "import { output } from '../cli/output.ts';"],
  ['portal/routes/x.ts', "import { tokenIssuer } from '../../dev/issuer/issuer.ts';"],
  ['worker/x.ts', "import { portalServer } from '../portal/server.ts';"],
  ['dev/x.ts', "import { batch } from '../test/unit/records.ts';"],
  ['client/x.ts', "import { Connections } from '../cli/connections.ts';"],
  ['archive/x.ts', "import { connect } from '../worker/dependencies.ts';"],

  // Other ways to write the same.
  ['report/x.ts', "export { reportClient } from '../client/index.ts';"],
  ['report/x.ts', "export * from '../client/index.ts';"],
  ['report/x.ts', "export type { ReportClient } from '../client/index.ts';"],
  ['report/x.ts', "export const later = () => import('../client/index.ts');"],
  ['report/x.ts', "import './../client/index.ts';"],
  ['report/x.ts', "import '../report/../client/index.ts';"],
  [
    'report/x.ts',
    "export type Client = import('../client/index.ts').ReportClient;",
    'typescript(consistent-type-imports)',
  ],
  ['workflows/x.ts', "export const later = () => import('../activities/api.ts');"],

  // The environment is read at the door.
  ['client/x.ts', "export const address = process.env['TEMPORAL_ADDRESS'];", 'node(no-process-env)'],
  ['cli/commands/x.ts', "export const address = process.env['TEMPORAL_ADDRESS'];", 'node(no-process-env)'],
];

const ROOMS = 'report workflows activities adapters archive client config cli worker portal dev'.split(' ');

interface Finding {
  readonly code: string;
  readonly filename: string;
}

/** Runs the linter as `npm run lint` does, but without the types, which no boundary needs. */
async function findings(folder: string): Promise<Finding[]> {
  const oxlint = join(CHECKOUT, 'node_modules', '.bin', 'oxlint');
  const run = promisify(execFile)(oxlint, ['-f', 'json'], { cwd: folder, maxBuffer: 50_000_000 });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Finding[] };
  return diagnostics.map(({ code, filename }) => ({ code, filename: relative(folder, join(folder, filename)) }));
}

/** The tree as it is, with room for what a test adds. */
function copyOfTheTree(): string {
  const folder = mkdtempSync(join(tmpdir(), 'course-report-boundaries-'));
  for (const name of ['.oxlintrc.json', 'package.json', 'tsconfig.json', ...ROOMS])
    cpSync(join(CHECKOUT, name), join(folder, name), { recursive: true });
  return folder;
}

const folder = copyOfTheTree();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${text}\n`);
}

/** x.ts is x0.ts, x1.ts, ... in the copy, so that each line stands alone in a file. */
const BROKEN = FORBIDDEN.map(([file, line, rule = 'eslint(no-restricted-imports)'], no) => ({
  file: file.replace('x.ts', `x${no}.ts`),
  line,
  rule,
}));

test('the tree as it is breaks no rule', async () => {
  expect(await findings(folder)).toEqual([]);
});

describe('the linter sees', () => {
  const seen = new Set<string>();
  beforeAll(async () => {
    for (const { file, line } of BROKEN) write(file, line);
    write('report/one.ts', "import { two } from './two.ts';\nexport const one = (): number => two();");
    write('report/two.ts', "import type { Three } from './three.ts';\nexport const two = (): Three => 3;");
    write('report/three.ts', "import { one } from './one.ts';\nexport type Three = ReturnType<typeof one>;");
    for (const { code, filename } of await findings(folder)) seen.add(`${filename}: ${code}`);
  });

  test.each(BROKEN)('in $file: $line', ({ file, rule }) => {
    expect(seen).toContain(`${file}: ${rule}`);
  });

  test('a circle of three files, one of its arrows a type', () => {
    expect(seen).toContain('report/one.ts: import(no-cycle)');
  });
});
