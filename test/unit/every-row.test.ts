import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { COLUMNS, PRIVATE_COLUMNS } from '../../report/columns.ts';
import { csvRecords } from '../../activities/csv-records.ts';
import { FILE_HEAD } from '../../report/csv.ts';
import { learnerRow } from '../../report/row.ts';
import { readsAsFormula } from '../support/reads-as-formula.ts';
import * as any from './arbitrary-records.ts';
import { anyLearners, LEARNERS_AT_ONCE } from './mixed-learners.ts';
import { blankOf, cellOf, directory } from './records.ts';
import { records as ownReader } from './rfc4180-reader.ts';

/** What holds for every row, whatever the records hold. */

// 100,000 texts take 2 s here; a busy machine may need many times that.
vi.setConfig({ testTimeout: 120_000 });

const anyRow = fc
  .tuple(any.enrolment, any.learner, any.facts, any.organisations, any.locations, any.settings)
  .map(([enrolment, learner, facts, organisations, locations, settings]) => ({
    learner,
    settings,
    row: learnerRow(enrolment, learner, facts, directory(organisations, locations), settings),
  }));

test('a row is made without an exception: twelve trimmed cells, each blank with a reason or neither', () => {
  fc.assert(
    fc.property(anyRow, ({ row }) => {
      expect(row.cells).toHaveLength(12);
      expect(row.blanks).toHaveLength(12);
      expect(row.cells).toEqual(row.cells.map((cell) => cell.trim()));
      expect(row.cells.map((cell) => cell === '')).toEqual(row.blanks.map((reason) => reason !== null));
      expect(cellOf('Course Progress', row)).toMatch(/^(\d\d?|100)%$/);
    }),
    { numRuns: 3000 },
  );
});

test('in masked mode no contact is printed without a star, in either mode none of a deleted user', () => {
  fc.assert(
    fc.property(anyRow, ({ row, settings }) => {
      const contacts = [cellOf('Email ID', row), cellOf('Mobile Number', row)].filter((cell) => cell !== '');
      if (settings.contacts === 'masked') expect(contacts.every((cell) => cell?.includes('*'))).toBe(true);
      if (blankOf('User Name', row) === 'deleted') expect(contacts).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

test('private columns are hidden together, or not at all', () => {
  fc.assert(
    fc.property(anyRow, ({ row }) => {
      const hidden = PRIVATE_COLUMNS.map((column) => blankOf(column, row) === 'private');
      expect(new Set(hidden).size).toBe(1);
    }),
    { numRuns: 1000 },
  );
});

test('two readers agree on the file: twelve fields a record, each the cell or the cell behind an apostrophe', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { minLength: 1, maxLength: 5 }), (rows) => {
      const made = rows.map(({ row }) => row);
      const file = Buffer.from(FILE_HEAD + csvRecords(made).text, 'utf8');
      const byOwn = ownReader(file.toString('utf8').slice(1));
      const byLibrary: string[][] = parse(file, { bom: true, record_delimiter: '\r\n', trim: false });
      expect(byLibrary).toEqual(byOwn);
      expect(byOwn[0]).toEqual([...COLUMNS]);
      expect(byOwn.slice(1).map((fields) => fields.map(withoutApostrophe))).toEqual(
        made.map(({ cells }) => cells.map(inUtf8).map(withoutApostrophe)),
      );
    }),
    { numRuns: 1000 },
  );
});

test('of 100,000 learners each active one has a record of twelve cells, none of them a formula, for two readers', () => {
  let learners = 0;
  let protectedCells = 0;
  const holds = fc.property(anyLearners, ({ enrolments, text, tally }) => {
    const active = enrolments.filter((one) => one.active === true);
    const blank = active.filter((one) => one.userId.trim() === '');
    const file = Buffer.from(text, 'utf8');
    const byOwn = ownReader(file.toString('utf8'));
    expect(byOwn).toHaveLength(active.length - blank.length);
    expect(tally).toMatchObject({ rows: byOwn.length, active: active.length, blankUserIds: blank.length });
    expect(byOwn.find((record) => record.length !== 12 || record.some(readsAsFormula))).toBeUndefined();
    const byLibrary = byOwn.length === 0 ? [] : parse(file, { record_delimiter: '\r\n', trim: false });
    expect(JSON.stringify(byLibrary) === JSON.stringify(byOwn)).toBe(true);
    learners += enrolments.length;
    protectedCells += tally.cellsProtected;
  });
  fc.assert(holds, { numRuns: 100_000 / LEARNERS_AT_ONCE, endOnFailure: true });
  expect(learners).toBe(100_000);
  expect(protectedCells).toBeGreaterThan(1_000);
});

test('no cell is one that a spreadsheet would read as a formula, in 100,000 texts', () => {
  const start = fc.array(fc.constantFrom(...LOOKED_PAST, ...FORMULA_STARTS, 'a', 'क', '1', "'", '"', ',', '😀'));
  const cell = fc.tuple(start, any.text).map(([chars, rest]) => (chars.join('') + rest).trim());
  let dangerous = 0;
  const isSafe = (given: string) => {
    const [[field = ''] = []] = ownReader(csvRecords([{ cells: [given], blanks: [] }]).text);
    if (readsAsFormula(given)) dangerous++;
    return !readsAsFormula(field) && field === (readsAsFormula(given) ? `'${given}` : given);
  };
  fc.assert(fc.property(cell, isSafe), { numRuns: 100_000 });
  expect(dangerous).toBeGreaterThan(10_000);
});

const FORMULA_STARTS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const LOOKED_PAST = [...'\0\t\n\r\u001f\u0085 \u00a0\u00ad\u200b\u200f\u2028\u2029\u202e\u3000\ufeff\u{e0001}'];

const withoutApostrophe = (field: string) => field.replace(/^'/, '');
const inUtf8 = (cell: string) => Buffer.from(cell, 'utf8').toString('utf8');
