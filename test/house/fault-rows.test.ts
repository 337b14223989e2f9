import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { ROWS } from '../faults/rows.ts';

const TESTS = join(CHECKOUT, 'test');
const FILES = readdirSync(join(TESTS, 'faults')).filter((file) => file.endsWith('.test.ts'));

/** What stands in the blocks of a row, in all files. */
function testsOf(row: string): string {
  const blocks = FILES.flatMap((file) => readFileSync(join(TESTS, 'faults', file), 'utf8').split(/(?=\bROWS\.)/));
  return blocks.filter((block) => block.startsWith(`ROWS.${row}.what`)).join('\n');
}

test.each(Object.entries(ROWS))('%s has its tests, a counter-proof among them', (row, { files }) => {
  expect(files.filter((file) => !existsSync(join(TESTS, file)))).toEqual([]);
  const tests = testsOf(row);
  expect(tests).toMatch(/test(\.each|\()/);
  expect(tests).toContain('counter-proof: ');
  expect(tests).toContain('expectAlwaysTrue(');
});

test('no file of faults lies outside of the table', () => {
  const known: string[] = Object.values(ROWS).flatMap(({ files }) => files);
  expect(FILES.filter((file) => !known.includes(`faults/${file}`))).toEqual([]);
});
