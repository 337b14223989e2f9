import { describe, expect, test } from 'vitest';
import { reportMessage, type ReportMessageInput } from '../../report/message.ts';
import { manifest, reportFile } from './manifests.ts';

const PORTAL = 'https://portal.example.org/c';

function report(set: Partial<ReportMessageInput> = {}) {
  return reportMessage({
    reportId: 'do_1.b-1.u-1.01J',
    courseId: 'do_1',
    batchId: 'b-1',
    file: reportFile(),
    form: 'csv',
    portalUrl: null,
    retentionMs: 7 * 86_400_000,
    ...set,
  });
}

describe('the mail with the report', () => {
  test('names the batch in its subject', () => {
    expect(report().subject).toBe('Course progress: Nishtha 2026');
    expect(report({ file: reportFile({ batchName: 'निष्ठा\r\n2026' }) }).subject).toBe('Course progress: निष्ठा 2026');
  });

  test('says first where the file is, how many learners it has and when they were read', () => {
    const { text } = report();
    expect(text.split('\n\n').slice(1, 3)).toEqual([
      'It is attached: course-progress_b-1_2026-11-24.csv',
      'Batch: Nishtha 2026\nLearners in the file: 1,00,000\nData read: 24/11/2026, 13:05 to 13:06 IST',
    ]);
  });

  test('says how to open it in Excel without ruining IDs', () => {
    expect(report().text).toContain('1. Save the file. Please do not open it with a double click');
    expect(report().text).toContain('Data > From Text/CSV');
    expect(report().text).toContain('"External ID", then Data Type > Text');
  });

  test('says how to have it again, and for how long', () => {
    expect(report().text).toContain(
      'have it sent again, or fetch the file, on the course page. It is kept for 7 days.',
    );
    expect(report({ retentionMs: 12 * 3_600_000 }).text).toContain('It is kept for 12 hours.');
    expect(report({ retentionMs: 60_000 }).text).toContain('It is kept for a short time.');
  });

  test('ends with what a helpdesk asks for', () => {
    const ids = 'Batch ID: b-1\nCourse ID: do_1\nReport ID: do_1.b-1.u-1.01J';
    expect(report().text.split('\n\n').at(-2)).toBe(ids);
  });

  test('says how to get the file out of a ZIP', () => {
    const { text } = report({ form: 'zip' });
    expect(text).toContain('It is attached, zipped to fit into a mail: course-progress_b-1_2026-11-24.zip');
    expect(text).toContain('1. Save the ZIP file and take course-progress_b-1_2026-11-24.csv out of it.');
  });

  test('says where the file is when no mail can carry it', () => {
    const { text, html } = report({ form: 'none' });
    expect(text).toContain('is too large for a mail. It is kept for 7 days. Open the course page and fetch it there.');
    expect(html).not.toContain('href');
    const linked = report({ form: 'none', portalUrl: PORTAL });
    expect(linked.text).toContain(`It is kept for 7 days. Fetch it here:\n\n${PORTAL}\n\n`);
    expect(linked.html).toContain(`href="${PORTAL}"`);
  });

  test('links to nothing where the file is attached', () => {
    expect(report({ portalUrl: PORTAL }).html).not.toContain('href');
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
