import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { ROWS } from '../faults/rows.ts';

const TESTS = join(CHECKOUT, 'test');
const ALL = readdirSync(join(TESTS, 'faults'));
const SIDE_BY_SIDE = ALL.filter((file) => file.endsWith('-side-by-side.test.ts'));
/** Files with scenarios: run by vitest, or brought together by one that is. */
const FILES = ALL.filter((file) => /\.(test|faults)\.ts$/.test(file) && !SIDE_BY_SIDE.includes(file));

const textOf = (file: string) => readFileSync(join(TESTS, 'faults', file), 'utf8');

/** What stands under the words of a row, in all files. */
function testsOf(what: string): string {
  const blocks = FILES.flatMap((file) => textOf(file).split(/^describe(?:\.\w+)?/m));
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

test('every file of faults is run', () => {
  const imported = SIDE_BY_SIDE.map(textOf).join('\n');
  const left = FILES.filter((file) => !file.endsWith('.test.ts') && !imported.includes(`'./${file}'`));
  expect(left).toEqual([]);
});
