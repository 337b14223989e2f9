import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { chosenRows } from '../faults/chosen-rows.ts';
import { faultTable } from '../faults/fault-table.ts';
import { brokenFiles, outcomeOf, type FaultReport, type TestOutcome } from '../faults/row-outcome.ts';
import { ROWS } from '../faults/rows.ts';

const ROW = { id: 'F99', what: 'a server on fire', expected: 'one mail', files: [] };

const SCENARIO: TestOutcome = {
  ancestorTitles: [ROW.what],
  title: 'in the middle of a page',
  status: 'passed',
  duration: 4_200,
  meta: { seen: ['sent'] },
};
const PROOF: TestOutcome = {
  ...SCENARIO,
  title: 'counter-proof: without water',
  duration: 100,
  meta: { seen: ['no word'] },
};
const OF_ANOTHER: TestOutcome = { ...SCENARIO, ancestorTitles: ['a server under water'], status: 'failed' };

function report(...assertionResults: TestOutcome[]): FaultReport {
  return { testResults: [{ name: join(CHECKOUT, 'test/faults/fire.test.ts'), status: 'passed', assertionResults }] };
}

describe('a row of the fault table', () => {
  test('is green when all of its tests passed, and says what they saw', () => {
    const outcome = outcomeOf(ROW, report(SCENARIO, PROOF, OF_ANOTHER));
    expect(outcome).toMatchObject({ isGreen: true, seen: ['sent'], seconds: 5 });
    expect(faultTable([outcome]).split('\n')[2]).toBe(
      '| F99 | a server on fire | one mail | 1 scenario, 1 counter-proof | as expected; sent | 5 |',
    );
  });

  test('says what went wrong when one failed', () => {
    const red = { ...SCENARIO, status: 'failed', failureMessages: ['expected 1\nto be 2'] };
    const outcome = outcomeOf(ROW, report(red, PROOF));
    expect(outcome).toMatchObject({ isGreen: false, seen: ['in the middle of a page: expected 1'] });
    expect(faultTable([outcome])).toContain('**not as expected**');
  });

  test.each([
    ['nothing was run', []],
    ['no counter-proof was run', [SCENARIO]],
    ['its counter-proof was left out', [SCENARIO, { ...PROOF, status: 'skipped' }]],
  ])('is not green when %s', (_, tests) => {
    expect(outcomeOf(ROW, report(...tests)).isGreen).toBe(false);
  });

  test('does not hide a file that broke outside of its tests', () => {
    const [file] = report(SCENARIO).testResults;
    const testResults = file === undefined ? [] : [{ ...file, status: 'failed', message: 'no server\nat' }];
    expect(brokenFiles({ testResults })).toEqual(['test/faults/fire.test.ts: no server']);
    expect(brokenFiles(report(SCENARIO, OF_ANOTHER))).toEqual([]);
  });
});

test('rows are chosen by their ids, all of them without any', () => {
  expect(chosenRows([])).toBe(ROWS);
  expect(chosenRows(['f17', 'F3']).map(({ id }) => id)).toEqual(['F3', 'F17']);
  expect(() => chosenRows(['F99'])).toThrow('There is no row F99; there are F1, ');
});
