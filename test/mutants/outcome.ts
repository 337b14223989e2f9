import type { VitestReport } from './vitest-report.ts';

/** `by` tells the first test that went red, or why the table needs mending. */
export type Outcome =
  | { readonly is: 'caught'; readonly by: string }
  | { readonly is: 'not caught' }
  | { readonly is: 'no mutant'; readonly why: string };

/** A change that names what is not there breaks a program and not a rule; one that is no TypeScript does not load. */
const NO_PROGRAM = /^ReferenceError\b/;

const DOES_NOT_LOAD: Outcome = { is: 'no mutant', why: 'a file of tests does not even load with it' };

/** What vitest saw; `null` = every test passed. */
export function outcomeOf({ testResults }: VitestReport): Outcome | null {
  const failed = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map((test) => ({ file: name, ...test })),
  );
  const [first] = failed;
  if (first === undefined) return testResults.some(({ status }) => status === 'failed') ? DOES_NOT_LOAD : null;
  const message = first.failureMessages[0] ?? '';
  if (NO_PROGRAM.test(message)) return { is: 'no mutant', why: message.split('\n')[0] ?? '' };
  return { is: 'caught', by: `${first.file.split('/').at(-1)}: ${first.fullName}` };
}
