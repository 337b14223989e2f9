import { parseArgs } from 'node:util';
import { StackFault } from '../../dev/stack/stack-fault.ts';
import type { Mutant } from './mutant.ts';
import { MARKDOWN, type Output, PLAIN } from './output.ts';

/** @throws StackFault for an argument or a section that there is not */
export function chosen(argv: readonly string[], all: readonly Mutant[]): { mutants: Mutant[]; output: Output } {
  const { section: sections = [], markdown } = parsed(argv);
  const known = [...new Set(all.map(({ section }) => section))];
  const unknown = sections.find((section) => !known.includes(section));
  if (unknown !== undefined) throw new StackFault(`There is no section ${unknown}; there are ${known.join(', ')}.`);
  return {
    mutants: all.filter(({ section }) => sections.length === 0 || sections.includes(section)),
    output: markdown === true ? MARKDOWN : PLAIN,
  };
}

function parsed(argv: readonly string[]) {
  const options = { section: { type: 'string', multiple: true }, markdown: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new StackFault(`${(error as Error).message}\nUse: npm run mutants -- [--section 3.5 ...] [--markdown]`);
  }
}
