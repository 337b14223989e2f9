import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { composed } from '../../adapters/mail/composed.ts';
import { mailSize } from '../../report/attachment-size.ts';
import { BLANK_REASONS } from '../../report/cell.ts';
import { COLUMNS } from '../../report/columns.ts';
import type { Mail } from '../../report/mail.ts';
import { reportMessage, type ReportMessageInput } from '../../report/message.ts';
import { noticeMessage } from '../../report/notice.ts';
import { anyBatchName } from './batch-names.ts';
import { manifest, reportFile } from './manifests.ts';

const FROM = { name: 'Course reports', address: 'course-reports@example.org' };
const IDS = { reportId: 'do_1.b-1.u-1.01J', courseId: 'do_1', batchId: 'b-1' };
const PAGE = { portalUrl: 'https://portal.example.org/c', retentionMs: 7 * 86_400_000 };
const CSV = Buffer.from('\uFEFFUser Name\r\nमीना\r\n');

const messageOf = (set: Partial<ReportMessageInput> = {}) =>
  reportMessage({ ...IDS, ...PAGE, file: reportFile(), form: 'csv', ...set });

function mailOf(message: Pick<Mail, 'subject' | 'text' | 'html'>, attachment: Mail['attachment'] = null): Mail {
  return {
    to: 'mentor@example.org',
    messageId: '<01JZZZZZZZZZZZZZZZZZZZZZZZ.report.1@example.org>',
    dateMs: Date.parse('2026-11-24T07:40:00Z'),
    ...message,
    attachment,
    size: mailSize(attachment?.bytes ?? 0),
  };
}

function csvFile(): NonNullable<Mail['attachment']> {
  const content = async function* () {
    yield CSV;
  };
  return { fileName: reportFile().fileName, contentType: 'text/csv; charset=utf-8', bytes: CSV.length, content };
}

const bytesOf = (mail: Mail) => buffer(composed(FROM, mail));
const headerOf = (message: Buffer) => message.toString('latin1').split('\r\n\r\n')[0] ?? '';

describe('the header of a mail', () => {
  test(
    'carries any batch name as it is shown, in plain ASCII lines, and nothing else gets in',
    { timeout: 60_000 },
    () =>
      fc.assert(
        fc.asyncProperty(anyBatchName, async (batchName) => {
          const message = messageOf({ file: reportFile({ batchName }) });
          const bytes = await bytesOf(mailOf(message));
          expect((await simpleParser(bytes)).subject).toBe(message.subject);
          const header = headerOf(bytes);
          expect(header).toMatch(/^[\t\r\n\x20-\x7e]*$/);
          expect(header).not.toMatch(/\r(?!\n)|(?<!\r)\n|^Bcc:/im);
          for (const line of header.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
          expect(header.match(/^[A-Za-z-]+(?=:)/gm)?.toSorted()).toEqual(HEADERS);
        }),
        { numRuns: 150 },
      ),
  );
  const HEADERS = ['Auto-Submitted', 'Content-Type', 'Date', 'From', 'MIME-Version', 'Message-ID', 'Subject', 'To'];
});

describe('the same mail made twice', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  test('is the same, byte for byte, in another zone and another year', async () => {
    const made = new Map<string, Buffer>();
    for (const [zone, now] of [
      ['Asia/Kolkata', '2026-11-24T07:41:00Z'],
      ['UTC', '2026-11-24T18:40:00Z'],
      ['America/New_York', '2031-06-01T00:00:00Z'],
    ] as const) {
      vi.stubEnv('TZ', zone);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(now) });
      made.set(String(new Date(0).getTimezoneOffset()), await bytesOf(mailOf(messageOf(), csvFile())));
    }
    expect([...made.keys()].toSorted()).toEqual(['-330', '0', '300']);
    const [first, ...others] = made.values();
    for (const other of others) expect(other.equals(first ?? Buffer.of())).toBe(true);
    expect(headerOf(first ?? Buffer.of())).toContain('Date: Tue, 24 Nov 2026 07:40:00 +0000');
  });
});

describe('what is not the attachment', () => {
  const LONGEST = 'क्षि'.repeat(1_000);
  const everyReason = Object.fromEntries(BLANK_REASONS.map((reason) => [reason, 10_00_000]));
  const blanks = Object.fromEntries(COLUMNS.map((column) => [column, everyReason]));
  const full = manifest({ blanks, inactive: 10_00_000, blankUserIds: 10_00_000, cellsProtected: 10_00_000 });
  const file = reportFile({ batchName: LONGEST, manifest: full, fileName: `${'x'.repeat(76)}.csv` });
  const ids = { reportId: 'r'.repeat(222), courseId: 'c'.repeat(64), batchId: 'b'.repeat(64) };

  test('stays within what is announced for it, however much there is to say', async () => {
    for (const form of ['csv', 'zip', 'none'] as const) {
      const bytes = await bytesOf(mailOf(messageOf({ ...ids, file, form })));
      expect(bytes.length).toBeLessThan(mailSize(0));
    }
  });

  test('is small in an ordinary mail', async () => {
    expect((await bytesOf(mailOf(messageOf()))).length).toBeLessThan(7_000);
    const notice = noticeMessage({ ...IDS, ...PAGE, notice: 'late', batchName: 'Nishtha', hasFile: true });
    expect((await bytesOf(mailOf(notice))).length).toBeLessThan(6_000);
  });
});
