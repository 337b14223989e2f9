import nodemailer from 'nodemailer';
import { ReportError } from '../../report/errors.ts';
import { refusalOf } from '../../report/smtp-reply.ts';
import { resultOfError } from './known-errors.ts';

/** Somebody waits for the answer at a terminal. */
const PATIENCE_MS = 5_000;

/** Connects, greets and logs in. @throws ReportError MailServerUnreachable, MailLoginRefused, MailServerBusy, MailRefused */
export async function checkMailServer(smtpUrl: string): Promise<void> {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  try {
    await transport.verify();
  } catch (error) {
    throw errorOf(error);
  } finally {
    transport.close();
  }
}

function errorOf(error: unknown): ReportError {
  const result = resultOfError(error, false);
  if (result.kind !== 'rejected') return new ReportError('MailServerUnreachable');
  const { code: replyCode, enhancedStatus } = result.reply;
  const refusal = refusalOf(result.reply);
  const code = refusal === 'busy' ? 'MailServerBusy' : refusal === 'login' ? 'MailLoginRefused' : 'MailRefused';
  return new ReportError(code, { replyCode, enhancedStatus });
}
