import type { Mail, SendLimits } from '../../../report/mail.ts';
import { mailSize } from '../../../report/attachment-size.ts';
import { smtpMailer } from '../../../adapters/mail/mailer.ts';

const FROM = { name: 'Course reports', address: 'course-reports@example.org' };

export const mailerOf = (smtpUrl: string) => smtpMailer({ smtpUrl, from: FROM });

const CSV = '\uFEFFUser Name,External ID\r\nमीना,="1"\r\n';

/** A mail to a mentor with a small CSV. */
export function aMail(change: Partial<Mail> = {}): Mail {
  return {
    to: 'mentor@example.org',
    messageId: '<01JZZZZZZZZZZZZZZZZZZZZZZZ.report.1@example.org>',
    dateMs: Date.UTC(2026, 6, 1, 6, 30),
    subject: 'Course progress: batch 1',
    text: 'The file is attached.\n',
    html: '<p>The file is attached.</p>\n',
    attachment: csvAttachment(CSV),
    size: mailSize(CSV.length),
    ...change,
  };
}

export function csvAttachment(text: string): NonNullable<Mail['attachment']> {
  const content = Buffer.from(text);
  return {
    fileName: 'course-progress_1_2026-07-01.csv',
    contentType: 'text/csv; charset=utf-8',
    bytes: content.length,
    content: async function* () {
      yield content;
    },
  };
}

/** Ten seconds, and the last bytes may leave. */
export function limits(change: Partial<SendLimits> = {}): SendLimits {
  return { windowMs: 10_000, mayFinish: async () => true, signal: new AbortController().signal, ...change };
}
