import type { SendResult } from '../../report/mail.ts';
import { enhancedStatusIn } from '../../report/smtp-reply.ts';

/**
 * What a failed hand-over means. The error's message repeats the server's text and with it addresses: only codes leave here.
 *
 * @param isLetGo the last bytes have left; the error's `command` does not tell that
 */
export function resultOfError(error: unknown, isLetGo: boolean): SendResult {
  const { code, command, response, responseCode } = fieldsOf(error);
  if (typeof responseCode === 'number' && responseCode >= 400) {
    return { kind: 'rejected', reply: { code: responseCode, enhancedStatus: enhancedStatusIn(response ?? '') } };
  }
  if (code === 'EAUTH') return { kind: 'rejected', reply: { code: 535, enhancedStatus: null } };
  // The announced SIZE is smaller than our envelope's: nothing was sent, and no code came.
  if (code === 'EMESSAGE' && command === 'MAIL FROM') return { kind: 'tooLarge' };
  return isLetGo ? { kind: 'unknown' } : { kind: 'notSent' };
}

interface SmtpErrorFields {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

function fieldsOf(error: unknown): SmtpErrorFields {
  return typeof error === 'object' && error !== null ? (error as SmtpErrorFields) : {};
}
