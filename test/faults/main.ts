import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { machine } from '../../dev/machine.ts';
import { StackFault } from '../../dev/stack/stack-fault.ts';
import { stopSignal } from '../../dev/stack/stop-signal.ts';
import { startServers } from '../../dev/test-run/servers.ts';
import { takeTemporaryFolder } from '../../dev/test-run/temporary-folder.ts';
import { runTool } from '../../dev/tool-run.ts';
import { chosenRows } from './chosen-rows.ts';
import { faultTable } from './fault-table.ts';
import { brokenFiles, outcomeOf, type FaultReport } from './row-outcome.ts';
import type { FaultRow } from './rows.ts';

const OUT = join(CHECKOUT, 'faults-out');

const say = (line: string) => console.error(`faults: ${line}`);
const signal = stopSignal();

/** Does everything that the job must survive to it, on real servers, and says in a table what was seen. */
async function main(ids: readonly string[]): Promise<boolean> {
  const rows = chosenRows(ids);
  const folder = takeTemporaryFolder();
  const startedAt = performance.now();
  const report = await reportOf(rows, folder);
  const outcomes = rows.map((row) => outcomeOf(row, report));
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const table = faultTable(outcomes);
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, 'faults.md'), `${table}\n`);
  writeFileSync(join(OUT, 'faults.json'), JSON.stringify({ machine: machine(), seconds, rows: outcomes }, null, 2));
  console.log(table);
  const broken = brokenFiles(report);
  for (const file of broken) say(file);
  const green = outcomes.filter(({ isGreen }) => isGreen).length;
  say(`${green} of ${outcomes.length} rows as expected, in ${seconds} s; faults-out/ has the table`);
  return broken.length === 0 && green === outcomes.length;
}

async function reportOf(rows: readonly FaultRow[], folder: string): Promise<FaultReport> {
  const servers = await startServers('.stack/faults', say, signal);
  try {
    const env = { ...process.env, ...servers.env };
    const reports = await Promise.all(
      lanesOf(rows).map((files, no) => runLane(rows, files, join(folder, `${no}.json`), env)),
    );
    return { testResults: reports.flatMap(({ testResults }) => testResults) };
  } finally {
    say('ending the servers');
    await servers.stop();
  }
}

async function runLane(rows: readonly FaultRow[], files: readonly string[], out: string, env: NodeJS.ProcessEnv) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${out}`];
  await runTool({ tool: 'vitest', args: ['run', ...reporters, '-t', namesOf(rows), ...files], env, signal });
  signal.throwIfAborted();
  return JSON.parse(readFileSync(out, 'utf8')) as FaultReport;
}

function namesOf(rows: readonly FaultRow[]): string {
  const escaped = rows.map(({ what }) => what.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return `^(${escaped.join('|')}) `;
}

/** Files as vitest takes them: those that wait for time-outs run beside those that keep the cores busy. */
function lanesOf(rows: readonly FaultRow[]): string[][] {
  const files = [...new Set(rows.flatMap((row) => row.files).map(fileToRun))];
  const isBusy = (file: string) => file.startsWith('test/faults-long/');
  return [files.filter(isBusy), files.filter((file) => !isBusy(file))].filter((lane) => lane.length > 0);
}

/** What is no test file by itself is brought together by one whose name says so. */
function fileToRun(file: string): string {
  return file.endsWith('.test.ts') ? `test/${file}` : 'side-by-side.test.ts';
}

try {
  process.exit((await main(process.argv.slice(2))) ? 0 : 1);
} catch (error) {
  console.error(error instanceof StackFault ? error.message : error);
  process.exit(1);
}
