/** A mail server's reply without its text, which often repeats addresses. */
export interface SmtpReply {
  readonly code: number;
  /** RFC 3463, e.g. `5.1.1`; `null` where the server gave none. */
  readonly enhancedStatus: string | null;
}

/** What a refusing reply means for us. */
export type Refusal = 'busy' | 'address' | 'size' | 'login' | 'policy';

/** A 4xx code or a 421: the same mail may be taken later. @source RFC 5321, 4.2.1; RFC 3463, 3 */
export function refusalOf(reply: SmtpReply): Refusal {
  const status = reply.enhancedStatus ?? '';
  if (reply.code < 500) return 'busy';
  if (reply.code === 530 || reply.code === 534 || reply.code === 535) return 'login';
  if (status.startsWith('5.1.') || status === '5.2.2') return isSenderStatus(status) ? 'policy' : 'address';
  // No server on the way takes an address that is not ASCII (RFC 6531).
  if (status === '5.6.7') return 'address';
  if (status === '5.3.4' || (reply.code === 552 && status === '')) return 'size';
  if (status === '' && (reply.code === 550 || reply.code === 551 || reply.code === 553)) return 'address';
  return 'policy';
}

/** 5.1.7 and 5.1.8 speak of the sender's address, not of the mentor's. */
function isSenderStatus(status: string): boolean {
  return status === '5.1.7' || status === '5.1.8';
}

/** The first enhanced status code at the start of a reply's text. */
export function enhancedStatusIn(response: string): string | null {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?: |$)/m.exec(response)?.[1] ?? null;
}
