import { relative } from 'node:path';
import { CHECKOUT } from '../stack/checkout.ts';
import type { Tally } from './tally.ts';

/** The part that we read of what vitest's JSON reporter writes. */
export interface VitestReport {
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

/**
 * Counts a room. vitest may fail with every test passed: a file that does not load, a hook or an error outside of any
 * test, a crash. Each counts as a failure, so that no run is good whose exit code was not.
 *
 * @param report undefined = vitest ended without writing one
 */
export function tallyOf(room: string, report: VitestReport | undefined, exitCode: number): Tally {
  const files = report?.testResults ?? [];
  const named = (wanted: (status: string) => boolean) =>
    files.flatMap((file) =>
      file.assertionResults
        .filter(({ status }) => wanted(status))
        .map(({ fullName }) => `${pathOf(file)} > ${fullName}`),
    );
  const failed = [
    ...named((status) => status === 'failed'),
    ...files.filter(failedAsAWhole).map((file) => `${pathOf(file)} as a whole`),
  ];
  const isCrash = failed.length === 0 && (exitCode !== 0 || report === undefined);
  const crash = isCrash ? [`${room}: vitest ended with exit code ${exitCode}`] : [];
  return {
    passed: named((status) => status === 'passed').length,
    failed: [...failed, ...crash],
    skipped: named((status) => status !== 'passed' && status !== 'failed'),
  };
}

function failedAsAWhole({ status, assertionResults }: FileReport): boolean {
  return status === 'failed' && assertionResults.every((one) => one.status !== 'failed');
}

function pathOf({ name }: FileReport): string {
  return relative(CHECKOUT, name);
}
