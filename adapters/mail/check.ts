import nodemailer from 'nodemailer';
import { ReportError } from '../../report/errors.ts';
import { resultOfError } from './known-errors.ts';

/** Connects, greets and logs in. @throws ReportError MailServerUnreachable, MailLoginRefused, MailServerBusy */
export async function checkMailServer(smtpUrl: string): Promise<void> {
  const transport = nodemailer.createTransport({ url: smtpUrl, connectionTimeout: 5_000, greetingTimeout: 5_000 });
  try {
    await transport.verify();
  } catch (error) {
    const result = resultOfError(error, false);
    if (result.kind !== 'rejected') throw new ReportError('MailServerUnreachable');
    const { code: replyCode, enhancedStatus } = result.reply;
    throw new ReportError(replyCode < 500 ? 'MailServerBusy' : 'MailLoginRefused', { replyCode, enhancedStatus });
  } finally {
    transport.close();
  }
}
