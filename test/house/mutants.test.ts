import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { MUTANTS } from '../mutants/all.ts';
import { brokenText } from '../mutants/mutant.ts';

/** `npm run mutants` takes a quarter of an hour; that its table has followed the code is seen here. */
test('every mutant changes a text that stands in its file exactly once', () => {
  expect(MUTANTS.length).toBeGreaterThan(400);
  const moved = MUTANTS.filter(
    (mutant) => brokenText(readFileSync(join(CHECKOUT, mutant.file), 'utf8'), mutant) === null,
  );
  expect(moved.map(({ section, breaks }) => `${section} ${breaks}`)).toEqual([]);
});
