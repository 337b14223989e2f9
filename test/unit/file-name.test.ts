import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvFileName, zipFileName } from '../../report/file-name.ts';
import { anyBatchName } from './batch-names.ts';

describe('the name of the file', () => {
  test('holds the batch and the day of the request in India', () => {
    expect(csvFileName('0131-batch', Date.parse('2026-11-24T05:00:00Z'))).toBe(
      'course-progress_0131-batch_2026-11-24.csv',
    );
  });

  test.each([
    ['2026-11-24T18:29:59.999Z', '2026-11-24'],
    ['2026-11-24T18:30:00.000Z', '2026-11-25'],
    ['2026-12-31T20:00:00Z', '2027-01-01'],
  ])('at %s it is %s there', (instant, day) => {
    expect(csvFileName('b', Date.parse(instant))).toBe(`course-progress_b_${day}.csv`);
  });

  test('stays within 80 characters of A-Z a-z 0-9 . _ -', () => {
    const name = csvFileName('x'.repeat(64), Date.parse('2026-11-24T05:00:00Z'));
    expect(name).toMatch(/^[A-Za-z0-9._-]{1,80}$/);
    expect(name).toMatch(/_2026-11-24\.csv$/);
  });

  test('does so whatever the batch is called, also when it is zipped', () => {
    fc.assert(
      fc.property(anyBatchName, (batchId) => {
        const name = csvFileName(batchId, Date.parse('2026-11-24T05:00:00Z'));
        expect(name).toMatch(/^course-progress_[A-Za-z0-9._-]{0,49}_2026-11-24\.csv$/);
        expect(zipFileName(name)).toMatch(/^[A-Za-z0-9._-]{1,80}\.zip$/);
      }),
    );
  });

  test('of a ZIP differs in its end only', () => {
    expect(zipFileName('course-progress_a.csv_2026-11-24.csv')).toBe('course-progress_a.csv_2026-11-24.zip');
  });
});
