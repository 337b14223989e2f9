import { expect, test } from 'vitest';
import { csvRecords } from '../../activities/csv-records.ts';
import { FILE_HEAD } from '../../report/csv.ts';
import { records as readRecords } from './rfc4180-reader.ts';

const row = (...cells: string[]) => ({ cells, blanks: [] });

test('the file begins with a byte order mark and the header', () => {
  expect([...new TextEncoder().encode(FILE_HEAD)].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
  expect(FILE_HEAD.slice(1)).toBe(
    'External ID,User ID,User Name,Email ID,Mobile Number,Organization Name,District Name,School Name,Block Name,' +
      'Enrollment Date,Course Progress,Completion Date\r\n',
  );
});

test('each record ends in CRLF, so that pages can be put end to end', () => {
  expect(csvRecords([row('a', 'b'), row('c', '')]).text).toBe('a,b\r\nc,\r\n');
  expect(csvRecords([]).text).toBe('');
});

test('quotes come after the apostrophe, and protected cells are counted', () => {
  expect(csvRecords([row('=a,"b"', '+1', 'c'), row('', '@', '-')])).toEqual({
    text: `"'=a,""b""",'+1,c\r\n,'@,'-\r\n`,
    cellsProtected: 4,
  });
});

test('our own reader of RFC 4180, by which other tests judge, reads what the RFC shows', () => {
  expect(readRecords('aaa,"b\r\nbb","c""c"\r\n,"",x\r\n')).toEqual([
    ['aaa', 'b\r\nbb', 'c"c'],
    ['', '', 'x'],
  ]);
  expect(() => readRecords('a"b\r\n')).toThrow();
  expect(() => readRecords('a\nb\r\n')).toThrow();
  expect(() => readRecords('"a\r\n')).toThrow();
  expect(() => readRecords('"a"b\r\n')).toThrow();
  expect(() => readRecords('a,b')).toThrow();
});
