import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { failed, isGood, PASSED, sum, summary } from '../../dev/test-run/tally.ts';
import { tallyOf, type VitestReport } from '../../dev/test-run/vitest-report.ts';

/** A report of one file, whose tests are named as their status. */
function report(fileStatus: string, ...statuses: string[]): VitestReport {
  const assertionResults = statuses.map((status) => ({ fullName: `a ${status} one`, status }));
  return { testResults: [{ name: join(CHECKOUT, 'test/unit/x.test.ts'), status: fileStatus, assertionResults }] };
}

describe('a room of tests', () => {
  test('counts what passed and names what failed', () => {
    expect(tallyOf('unit', report('failed', 'passed', 'passed', 'failed'), 1)).toEqual({
      passed: 2,
      failed: ['test/unit/x.test.ts > a failed one'],
      skipped: [],
    });
  });

  test.each(['skipped', 'pending', 'todo', 'disabled'])('takes a test that is %s for skipped', (status) => {
    expect(tallyOf('unit', report('passed', 'passed', status), 0).skipped).toEqual([
      `test/unit/x.test.ts > a ${status} one`,
    ]);
  });

  test('fails when a file does not load, though no test of it failed', () => {
    expect(tallyOf('unit', report('failed'), 1).failed).toEqual(['test/unit/x.test.ts as a whole']);
  });

  test('fails when a hook of a file fails, which skips its tests', () => {
    expect(tallyOf('unit', report('failed', 'skipped'), 1).failed).toEqual(['test/unit/x.test.ts as a whole']);
  });

  test('fails when vitest does, with every test passed: an error outside of them', () => {
    expect(tallyOf('unit', report('passed', 'passed'), 1).failed).toEqual(['unit: vitest ended with exit code 1']);
  });

  test('fails when vitest ends without a report, whatever its exit code', () => {
    expect(tallyOf('unit', undefined, 1).failed).toHaveLength(1);
    expect(tallyOf('unit', undefined, 0).failed).toHaveLength(1);
  });
});

describe('npm test', () => {
  const skipped = { passed: 0, failed: [], skipped: ['a name'] };

  test('ends with a line that CI can count', () => {
    expect(summary(sum([PASSED, PASSED]))).toEqual(['2 passed, 0 failed']);
    expect(summary(sum([PASSED, failed('a name')]))).toEqual(['failed: a name', '1 passed, 1 failed']);
    expect(summary(sum([PASSED, skipped]))).toEqual(['skipped: a name', '1 passed, 0 failed, 1 skipped']);
  });

  test('is good when something passed, nothing failed and nothing was skipped', () => {
    expect(isGood(PASSED)).toBe(true);
    expect(isGood(sum([PASSED, failed('a name')]))).toBe(false);
    expect(isGood(sum([PASSED, skipped]))).toBe(false);
    expect(isGood(sum([]))).toBe(false);
  });
});
