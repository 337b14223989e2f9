import { join } from 'node:path';
import { StackFault } from '../../dev/stack/stack-fault.ts';
import { stopSignal } from '../../dev/stack/stop-signal.ts';
import { takeTemporaryFolder } from '../../dev/test-run/temporary-folder.ts';
import { MUTANTS } from './all.ts';
import { breakRule } from './break-rule.ts';
import { chosen } from './chosen.ts';
import type { Outcome } from './outcome.ts';
import { counts } from './output.ts';
import { copyOfTheTree } from './tree.ts';
import { checkUnbroken } from './unbroken.ts';

/**
 * Breaks each rule of docs/domain.md on purpose, one at a time in a copy of the tree, and lists which unit test sees it.
 * One at a time: vitest itself keeps two cores busy.
 */
async function main(argv: readonly string[], signal: AbortSignal): Promise<boolean> {
  const { mutants, output } = chosen(argv, MUTANTS);
  const tree = copyOfTheTree(join(takeTemporaryFolder(), 'tree'));
  await checkUnbroken(tree, [...new Set(mutants.map(({ file }) => file))], signal);
  const outcomes: Outcome[] = [];
  for (const line of output.head) console.log(line);
  for (const mutant of mutants) {
    const outcome = await breakRule(tree, mutant, signal);
    outcomes.push(outcome);
    console.log(output.line(mutant, outcome));
  }
  console.log(`\n${counts(outcomes)}`);
  return outcomes.length > 0 && outcomes.every(({ is }) => is === 'caught');
}

try {
  process.exit((await main(process.argv.slice(2), stopSignal())) ? 0 : 1);
} catch (error) {
  console.error(error instanceof StackFault ? error.message : error);
  process.exit(1);
}
