import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { askTool } from '../../dev/tool-run.ts';
import type { Tree } from './tree.ts';
import type { VitestReport } from './vitest-report.ts';

/** Property tests over whole rows, and tens of thousands of inputs, take seconds: they are asked only about what no other test has caught. */
const SLOW = ['**/every-row.test.ts', '**/fuzz/**'];
/** Of the demo data and of the measurements: nothing of the product's rules. */
const OF_OTHERS = ['**/dev-data/**', '**/bench/**'];

export type Which = 'quick' | 'slow';

/** The longest healthy run is 5 s on a quiet machine. */
const PATIENCE_MS = 120_000;

/**
 * Runs the unit tests that import any of the files, until the first that goes red.
 *
 * @returns `null` = vitest did not end in time, or wrote no report
 */
export async function runUnitTests(
  tree: Tree,
  files: readonly string[],
  which: Which,
  signal: AbortSignal,
): Promise<VitestReport | null> {
  const report = `${tree.folder}.json`;
  rmSync(report, { force: true });
  const patience = AbortSignal.timeout(PATIENCE_MS);
  await askTool({
    tool: 'vitest',
    args: [
      ...['related', '--run', ...files.map((file) => join(tree.folder, file)), '--root', tree.folder],
      ...['--project', 'unit', '--bail', '1'],
      ...['--maxWorkers', '1', '--no-isolate', '--passWithNoTests', '--reporter=json', `--outputFile=${report}`],
      ...[...OF_OTHERS, ...(which === 'quick' ? SLOW : [])].flatMap((pattern) => ['--exclude', pattern]),
    ],
    signal: AbortSignal.any([signal, patience]),
  });
  signal.throwIfAborted();
  try {
    return patience.aborted ? null : (JSON.parse(readFileSync(report, 'utf8')) as VitestReport);
  } catch {
    return null;
  }
}
