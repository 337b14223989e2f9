import type { SendResult } from '../../report/mail.ts';
import { enhancedStatusIn, type SmtpReply } from '../../report/smtp-reply.ts';
import { retryHintIn } from './retry-hint.ts';

/**
 * What a failed hand-over means. The error's message repeats the server's text and with it addresses: only codes leave here.
 *
 * @param isLetGo the last bytes have left; the error's `command` does not tell that
 */
export function resultOfError(error: unknown, isLetGo: boolean): SendResult {
  const { code, command = '', response = '', responseCode } = fieldsOf(error);
  if (typeof responseCode === 'number' && responseCode >= 400) {
    return { kind: 'rejected', reply: replyOf(responseCode, command, response) };
  }
  if (code === 'EAUTH') return { kind: 'rejected', reply: { code: 535, enhancedStatus: null } };
  // The announced SIZE is smaller than our envelope's: nothing was sent, and no code came.
  if (code === 'EMESSAGE' && command === 'MAIL FROM') return { kind: 'tooLarge' };
  return isLetGo ? { kind: 'unknown' } : { kind: 'notSent' };
}

function replyOf(code: number, command: string, response: string): SmtpReply {
  const [verb = ''] = command.split(' ');
  const at = verb === 'MAIL' || verb === 'RCPT' || verb === 'DATA' ? verb : 'CONN';
  const hintMs = code < 500 ? retryHintIn(response) : null;
  const reply = { code, enhancedStatus: enhancedStatusIn(response), at } as const;
  return hintMs === null ? reply : { ...reply, retryAfterMs: hintMs };
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
