import type { Mutant } from './mutant.ts';
import type { Outcome } from './outcome.ts';

/** A line for each mutant, as soon as its tests have run. */
export interface Output {
  readonly head: readonly string[];
  line(mutant: Mutant, outcome: Outcome): string;
}

export const PLAIN: Output = {
  head: [],
  line: ({ section, file, breaks }, outcome) => `${section} ${breaks} (${file})\n    ${told(outcome)}`,
};

export const MARKDOWN: Output = {
  head: ['| Section | Broken | In | Test |', '| --- | --- | --- | --- |'],
  line: ({ section, file, breaks }, outcome) =>
    `| ${[section, breaks, `\`${file}\``, told(outcome)].map(inCell).join(' | ')} |`,
};

/** The last line, for whoever reads only that. */
export function counts(outcomes: readonly Outcome[]): string {
  const count = (is: Outcome['is']) => outcomes.filter((outcome) => outcome.is === is).length;
  return `${outcomes.length} broken: ${count('caught')} caught, ${count('not caught')} not caught, ${count('no mutant')} faults of the table`;
}

function told(outcome: Outcome): string {
  if (outcome.is === 'caught') return `caught by ${outcome.by}`;
  return outcome.is === 'not caught' ? 'NOT CAUGHT' : `NO MUTANT: ${outcome.why}`;
}

/** Test names hold what they test: bars, line breaks, bidi and zero-width characters. */
function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/[\p{Zl}\p{Zp}\p{Cc}\p{Cf}]/gu, '\uFFFD');
}
