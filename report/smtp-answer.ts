import type { SendResult } from './mail.ts';
import { refusalOf } from './smtp-reply.ts';

/** What an attempt to send a mail can come to, in a word. */
export const SMTP_ANSWERS = [
  'accepted',
  'busy',
  'address',
  'size',
  'login',
  'policy',
  'tooLarge',
  'unreachable',
  'fenced',
  'unknown',
] as const;

export function smtpAnswerOf(result: SendResult): (typeof SMTP_ANSWERS)[number] {
  if (result.kind === 'rejected') return refusalOf(result.reply);
  return result.kind === 'notSent' ? 'unreachable' : result.kind;
}
