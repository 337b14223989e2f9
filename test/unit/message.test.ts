import { describe, expect, test } from 'vitest';
import { noticeMessage, reportMessage, type NoticeInput, type ReportMessageInput } from '../../report/message.ts';
import { manifest, reportFile } from './manifests.ts';

function report(set: Partial<ReportMessageInput> = {}) {
  return reportMessage({
    courseId: 'do_1',
    batchId: 'b-1',
    file: reportFile(),
    form: 'csv',
    portalUrl: null,
    ...set,
  });
}

function notice(set: Partial<NoticeInput> = {}) {
  return noticeMessage({
    notice: 'late',
    courseId: 'do_1',
    batchId: 'b-1',
    batchName: 'Nishtha 2026',
    hasFile: false,
    portalUrl: null,
    ...set,
  });
}

describe('the mail with the report', () => {
  test('names the batch in its subject and says what is in the file', () => {
    const { subject, text } = report();
    expect(subject).toBe('Course progress: Nishtha 2026');
    expect(text).toContain('course-progress_b-1_2026-11-24.csv is attached');
    expect(text).toMatch(/Learners in the file: +1,00,000/);
    expect(text).toMatch(/Course ID: +do_1/);
    expect(text).toContain('External ID" to Text');
  });

  test('says how to get the file out of a ZIP', () => {
    expect(report({ form: 'zip' }).text).toContain(
      'attached as course-progress_b-1_2026-11-24.zip. Open the ZIP file to get course-progress_b-1_2026-11-24.csv',
    );
  });

  test('says where the file is when no mail can carry it', () => {
    expect(report({ form: 'none' }).text).toContain('too large for a mail. You can fetch it on the course page');
    expect(report({ form: 'none', portalUrl: 'https://portal.example.org/c' }).text).toContain(
      'fetch it here: https://portal.example.org/c.',
    );
  });

  test('of an empty batch says so, and nothing about opening it', () => {
    const { text } = report({ file: reportFile({ manifest: manifest({ rows: 0 }) }) });
    expect(text).toContain('Nobody is enrolled in this batch at present');
    expect(text).not.toContain('Excel');
  });

  test('equal files give equal mails', () => {
    expect(report()).toEqual(report());
  });
});

describe('the subject of a mail', () => {
  test.each([
    ['Nishtha\r\nBcc: someone', 'Course progress: Nishtha Bcc: someone'],
    ['  निष्ठा\u2028 2026 ', 'Course progress: निष्ठा 2026'],
    ['', 'Course progress: b-1'],
    ['   ', 'Course progress: b-1'],
    [null, 'Course progress: b-1'],
  ])('of a batch called %j', (batchName, subject) => {
    expect(report({ file: reportFile({ batchName }) }).subject).toBe(subject);
    expect(report({ file: reportFile({ batchName }) }).subject).not.toMatch(/[\r\n]/);
  });
});

describe('the mail that says why there is no report', () => {
  test.each([
    ['late', 'Your course progress report is not ready: Nishtha 2026', 'press "Download file" again'],
    ['failed', 'Your course progress report could not be sent: Nishtha 2026', 'something went wrong on our side'],
    ['unconfirmed', 'Your course progress report may have arrived: Nishtha 2026', 'look into your inbox'],
  ] as const)('%s', (kind, subject, words) => {
    const message = notice({ notice: kind });
    expect(message.subject).toBe(subject);
    expect(message.text).toContain(words);
    expect(message.html).toContain('b-1');
  });

  test('says that the file can be fetched only when there is one', () => {
    expect(notice().text).not.toContain('fetch it');
    expect(notice({ hasFile: true }).text).toContain('The file itself is ready. You can fetch it on the course page');
  });
});
