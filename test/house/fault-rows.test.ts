import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { ROWS } from '../faults/rows.ts';

const TESTS = join(CHECKOUT, 'test');
const FILES = readdirSync(join(TESTS, 'faults')).filter((file) => file.endsWith('.test.ts'));

/** What stands under the words of a row, in all files. */
function testsOf(what: string): string {
  const blocks = FILES.flatMap((file) =>
    readFileSync(join(TESTS, 'faults', file), 'utf8').split(/^describe(?:\.\w+)?/m),
  );
  return blocks.filter((block) => block.startsWith(`('${what}', `)).join('\n');
}

test.each(ROWS)('$what has its tests, a counter-proof among them', ({ what, files }) => {
  expect(files.filter((file) => !existsSync(join(TESTS, file)))).toEqual([]);
  expect(testsOf(what)).toContain('counter-proof: ');
});

test('no file of faults lies outside of the table', () => {
  const known = ROWS.flatMap(({ files }) => files);
  expect(FILES.filter((file) => !known.includes(`faults/${file}`))).toEqual([]);
});
