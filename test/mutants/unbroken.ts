import { StackFault } from '../../dev/stack/stack-fault.ts';
import type { Tree } from './tree.ts';
import { runUnitTests } from './unit-tests.ts';

/**
 * Where a test is red before anything is broken, it would seem to catch everything.
 *
 * @throws StackFault
 */
export async function checkUnbroken(tree: Tree, files: readonly string[], signal: AbortSignal): Promise<void> {
  for (const which of ['quick', 'slow'] as const) {
    const report = await runUnitTests(tree, files, which, signal);
    const isGreen = report !== null && report.testResults.every(({ status }) => status === 'passed');
    if (!isGreen) throw new StackFault('The unit tests are red as it is: run npm run test:unit and mend that first.');
  }
}
