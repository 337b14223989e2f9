/** A rule of docs/domain.md, broken on purpose by one change of the code. */
export interface Mutant {
  /** Heading of docs/domain.md; `3` = the words at its start. */
  readonly section: string;
  /** From the folder of package.json. */
  readonly file: string;
  /** What no longer holds, in the words of the rule. */
  readonly breaks: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

/** Several mutants of one file. */
export function inFile(section: string, file: string, changes: readonly Omit<Mutant, 'section' | 'file'>[]): Mutant[] {
  return changes.map((change) => ({ section, file, ...change }));
}

/** The file's text with the rule broken; `null` = the code has moved, and nobody knows whether the rule is tested. */
export function brokenText(text: string, { from, to }: Mutant): string | null {
  const [before, after, ...more] = text.split(from);
  return before === undefined || after === undefined || more.length > 0 ? null : before + to + after;
}
