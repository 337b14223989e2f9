import { ReportError } from '../report/errors.ts';
import { refusalOf, type SmtpReply } from '../report/smtp-reply.ts';

/** The catalogue's word for a final no. */
export function refusalError(reply: SmtpReply | null): ReportError {
  const refusal = reply === null ? 'policy' : refusalOf(reply);
  if (refusal === 'address') return new ReportError('MailAddressRefused', holesOf(reply));
  if (refusal === 'login') return new ReportError('MailLoginRefused', holesOf(reply));
  return new ReportError('MailRefused', holesOf(reply));
}

/** Code and status only: a server's text repeats addresses. */
export function holesOf(reply: SmtpReply | null) {
  return { replyCode: reply?.code ?? null, enhancedStatus: reply?.enhancedStatus ?? null };
}
