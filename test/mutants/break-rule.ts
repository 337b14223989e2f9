import { brokenText, type Mutant } from './mutant.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Tree } from './tree.ts';
import { runUnitTests } from './unit-tests.ts';

const MOVED: Outcome = { is: 'no mutant', why: 'its text does not stand in the file exactly once: the code has moved' };
const NO_END: Outcome = { is: 'no mutant', why: 'vitest came to no end with it' };

/** Breaks a rule in the copy, asks the unit tests, and mends it again. */
export async function breakRule(tree: Tree, mutant: Mutant, signal: AbortSignal): Promise<Outcome> {
  const text = tree.read(mutant.file);
  const broken = brokenText(text, mutant);
  if (broken === null) return MOVED;
  tree.write(mutant.file, broken);
  try {
    return await outcomeIn(tree, mutant.file, signal);
  } finally {
    tree.write(mutant.file, text);
  }
}

async function outcomeIn(tree: Tree, file: string, signal: AbortSignal): Promise<Outcome> {
  for (const which of ['quick', 'slow'] as const) {
    const report = await runUnitTests(tree, [file], which, signal);
    if (report === null) return NO_END;
    const outcome = outcomeOf(report);
    if (outcome !== null) return outcome;
  }
  return { is: 'not caught' };
}
