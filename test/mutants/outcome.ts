import type { VitestReport } from './vitest-report.ts';

/** `by` tells the first test that went red, or why the table needs mending. */
export type Outcome =
  | { readonly is: 'caught'; readonly by: string }
  | { readonly is: 'not caught' }
  | { readonly is: 'no mutant'; readonly why: string };

/** A change that no engine can read, or that names what is not there, breaks a program and not a rule. */
const NO_PROGRAM = /^(ReferenceError|SyntaxError)\b/;

const RED_ELSEWHERE: Outcome = { is: 'no mutant', why: 'no file of tests loads with it' };

/** What vitest saw; `null` = every test passed. */
export function outcomeOf({ testResults }: VitestReport): Outcome | null {
  const failed = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map((test) => ({ file: name, ...test })),
  );
  const [first] = failed;
  if (first === undefined) return testResults.some(({ status }) => status === 'failed') ? RED_ELSEWHERE : null;
  const message = first.failureMessages[0] ?? '';
  if (NO_PROGRAM.test(message)) return { is: 'no mutant', why: message.split('\n')[0] ?? '' };
  return { is: 'caught', by: `${first.file.split('/').at(-1)}: ${first.fullName}` };
}
