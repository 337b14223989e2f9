import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { mailedCsvSha256 } from '../../support/mailed-csv.ts';

const mailWith = (csv: string) =>
  [
    'Message-ID: <01.report.1@example.org>',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Your report.',
    '--b',
    'Content-Type: text/csv; charset=utf-8',
    'Content-Disposition: attachment; filename=report.csv',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(csv).toString('base64'),
    '--b--',
    '',
  ].join('\r\n');

test('the file in a mail is known by its bytes', async () => {
  expect(await mailedCsvSha256({ message: Buffer.from(mailWith('a,b\r\n')) })).toBe(hash('sha256', 'a,b\r\n'));
});

test('counter-proof: one byte more is another file, and a mail without one has none', async () => {
  expect(await mailedCsvSha256({ message: Buffer.from(mailWith('a,b\r\n\n')) })).not.toBe(hash('sha256', 'a,b\r\n'));
  expect(await mailedCsvSha256({ message: Buffer.from('Subject: x\r\n\r\nNo file.\r\n') })).toBeNull();
});
