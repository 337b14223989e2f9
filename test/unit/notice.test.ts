import { describe, expect, test } from 'vitest';
import { noticeMessage, type NoticeInput } from '../../report/notice.ts';

const PORTAL = 'https://portal.example.org/c';

function notice(set: Partial<NoticeInput> = {}) {
  return noticeMessage({
    notice: 'late',
    reportId: 'do_1.b-1.u-1.01J',
    courseId: 'do_1',
    batchId: 'b-1',
    batchName: 'Nishtha 2026',
    hasFile: false,
    portalUrl: PORTAL,
    retentionMs: 7 * 86_400_000,
    ...set,
  });
}

describe('the mail that says why there is no report', () => {
  test.each([
    ['late', false, 'Course progress not ready: Nishtha 2026', 'press "Download file"', 'finished in time'],
    ['late', true, 'Course progress not sent: Nishtha 2026', 'The file itself is ready', 'sent in time'],
    ['failed', false, 'Course progress not ready: Nishtha 2026', 'press "Download file"', 'went wrong on our side'],
    ['failed', true, 'Course progress not sent: Nishtha 2026', 'The file itself is ready', 'went wrong on our side'],
    ['unconfirmed', false, 'Course progress may have arrived: Nishtha 2026', 'look into your inbox', 'two copies'],
    ['unconfirmed', true, 'Course progress may have arrived: Nishtha 2026', 'look into your inbox', 'two copies'],
  ] as const)('%s, with a file to fetch: %s', (kind, hasFile, subject, next, why) => {
    const message = notice({ notice: kind, hasFile });
    const [, nextStep] = message.text.split('\n\n');
    expect(message.subject).toBe(subject);
    expect(nextStep).toContain(next);
    expect(message.text).toContain(why);
    expect(message.text).toContain('Batch ID: b-1\nCourse ID: do_1\nReport ID: do_1.b-1.u-1.01J');
  });

  test('sends her to the file only when there is one', () => {
    for (const kind of ['late', 'failed', 'unconfirmed'] as const) {
      expect(notice({ notice: kind }).text).not.toMatch(/[Ff]etch|portal/);
      expect(notice({ notice: kind, hasFile: true }).text).toContain(`Fetch it here:\n\n${PORTAL}\n\n`);
      expect(notice({ notice: kind, hasFile: true, portalUrl: null }).text).toContain('fetch it there.');
    }
  });
});
