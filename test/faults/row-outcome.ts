import { relative } from 'node:path';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import type { FaultRow } from './rows.ts';

/** The part that is read here of what vitest's JSON reporter writes. */
export interface FaultReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly TestOutcome[];
  }[];
}

export interface TestOutcome {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  /** Milliseconds. */
  readonly duration?: number | null;
  readonly failureMessages?: readonly string[];
  readonly meta?: { readonly seen?: readonly string[] };
}

export interface RowOutcome {
  readonly id: string;
  readonly fault: string;
  readonly expected: string;
  /** What was done: the names of the tests. */
  readonly scenarios: readonly string[];
  readonly counterProofs: readonly string[];
  /** What the scenarios have noted, each once, in their order; of a red row, what went wrong. */
  readonly seen: readonly string[];
  readonly isGreen: boolean;
  /** Of the longest test: they run side by side. */
  readonly seconds: number;
}

const COUNTER_PROOF = 'counter-proof: ';

/** A row is green when it has run, with a counter-proof, and nothing failed. */
export function outcomeOf(row: FaultRow, report: FaultReport): RowOutcome {
  const tests = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ ancestorTitles, status }) => ancestorTitles[0] === row.what && status !== 'skipped');
  const counterProofs = tests.filter(({ title }) => title.includes(COUNTER_PROOF));
  const scenarios = tests.filter((one) => !counterProofs.includes(one));
  const wrong = [...troubles(tests), ...(counterProofs.length === 0 ? ['no counter-proof was run'] : [])];
  return {
    id: row.id,
    fault: row.what,
    expected: row.expected,
    scenarios: scenarios.map(({ title }) => title),
    counterProofs: counterProofs.map(({ title }) => title),
    seen: wrong.length > 0 ? wrong : [...new Set(scenarios.flatMap(({ meta }) => meta?.seen ?? []))],
    isGreen: wrong.length === 0,
    seconds: Math.ceil(Math.max(0, ...tests.map(({ duration }) => duration ?? 0)) / 1_000),
  };
}

function troubles(tests: readonly TestOutcome[]): string[] {
  const red = tests.filter(({ status }) => status !== 'passed');
  return red.map(({ title, status, failureMessages }) => `${title}: ${failureMessages?.[0]?.split('\n')[0] ?? status}`);
}

/** Files that failed outside of a test: they do not load, or a hook of theirs failed. */
export function brokenFiles({ testResults }: FaultReport): string[] {
  return testResults
    .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every(isNotFailed))
    .map(({ name, message = '' }) => `${relative(CHECKOUT, name)}: ${message.split('\n')[0]}`);
}

function isNotFailed({ status }: TestOutcome): boolean {
  return status !== 'failed';
}
