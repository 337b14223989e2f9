import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { ROWS } from '../faults/rows.ts';

/** id, fault, expected, done, seen, seconds */
const results = readFileSync(join(CHECKOUT, 'docs', 'reliability.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [FS]\d+ /.test(line))
  .map((line) =>
    line
      .split(' | ')
      .map((cell) => cell.replaceAll(/^\| *| *\|?$/g, '').trim())
      .slice(0, 3),
  );

test('docs/reliability.md has the last result of every row, and of no other', () => {
  expect(results).toEqual(ROWS.map(({ id, what, expected }) => [id, what, expected]));
});
