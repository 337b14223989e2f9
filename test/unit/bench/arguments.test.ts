import { describe, expect, test } from 'vitest';
import { benchArguments } from '../../../bench/arguments.ts';

describe('the arguments of the bench', () => {
  test('100,000 learners in 5 rounds unless said', () => {
    expect(benchArguments([])).toMatchObject({ learners: 100_000, rounds: 5, quick: false });
  });

  test('a quick run is small, and what is said wins', () => {
    expect(benchArguments(['--quick'])).toMatchObject({ learners: 500, rounds: 1 });
    expect(benchArguments(['--quick', '--rounds', '3'])).toMatchObject({ learners: 500, rounds: 3 });
  });

  test.each([
    ['--learners', '0'],
    ['--learners', '1e9'],
    ['--rounds', '2.5'],
    ['--rounds', 'many'],
  ])('%s %s is refused with the range', (name, value) => {
    expect(() => benchArguments([name, value])).toThrow(`${name} takes a whole number from 1 to`);
  });

  test('an unknown argument is answered by the known ones', () => {
    expect(() => benchArguments(['--turns', '3'])).toThrow(/--turns.*--rounds R/);
  });
});
