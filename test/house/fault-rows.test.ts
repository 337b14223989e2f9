import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { ROWS } from '../faults/rows.ts';

const TESTS = join(CHECKOUT, 'test');
const ALL = ['faults', 'faults-long'].flatMap((room) =>
  (existsSync(join(TESTS, room)) ? readdirSync(join(TESTS, room)) : []).map((file) => `${room}/${file}`),
);
const SIDE_BY_SIDE = ALL.filter((file) => file.endsWith('-side-by-side.test.ts'));
/** Files with scenarios: run by vitest, or brought together by one that is. */
const FILES = ALL.filter((file) => /\.(test|faults)\.ts$/.test(file) && !SIDE_BY_SIDE.includes(file));

const textOf = (file: string) => readFileSync(join(TESTS, file), 'utf8');

/** What stands under the words of a row, in its files. */
function testsOf(what: string, files: readonly string[]): string {
  const blocks = files.flatMap((file) => textOf(file).split(/^describe(?:\.\w+)?/m));
  return blocks.filter((block) => block.startsWith(`('${what}', `)).join('\n');
}

test.each(ROWS)('$what has its tests, a counter-proof among them', ({ what, files, also = [] }) => {
  expect([...files, ...also].filter((file) => !existsSync(join(TESTS, file)))).toEqual([]);
  expect(files.filter((file) => testsOf(what, [file]) === '')).toEqual([]);
  expect(testsOf(what, files)).toContain('counter-proof: ');
});

test('rows stand in the order of their ids, each once', () => {
  const ids = ROWS.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].toSorted(new Intl.Collator('en', { numeric: true }).compare));
});

test('no file of faults lies outside of the table', () => {
  const known = ROWS.flatMap(({ files }) => files);
  expect(FILES.filter((file) => !known.includes(file))).toEqual([]);
});

test('every file of faults is run', () => {
  const imported = SIDE_BY_SIDE.map(textOf).join('\n');
  const left = FILES.filter((file) => !file.endsWith('.test.ts') && !imported.includes(`/${file.split('/')[1]}'`));
  expect(left).toEqual([]);
});
