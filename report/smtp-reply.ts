/** A mail server's reply without its text, which often repeats addresses. */
export interface SmtpReply {
  readonly code: number;
  /** RFC 3463, e.g. `5.1.1`; `null` where the server gave none. */
  readonly enhancedStatus: string | null;
  /** What it answered, where it is known: the ledger does not keep it. CONN = all that stands before MAIL. */
  readonly at?: 'CONN' | 'MAIL' | 'RCPT' | 'DATA';
  /** How long to stay away, where the text named a time: greylists do. */
  readonly retryAfterMs?: number;
}

/** What a refusing reply means for us. */
export type Refusal = 'busy' | 'address' | 'size' | 'login' | 'policy';

/** @source RFC 5321, 4.2.1 to 4.2.3; RFC 3463, 3 */
export function refusalOf(reply: SmtpReply): Refusal {
  const { code, enhancedStatus: status } = reply;
  if (code < 500) return 'busy';
  if (code === 530 || code === 534 || code === 535) return 'login';
  if (isAboutSize(reply)) return 'size';
  const isAboutHer = status === null ? isBareRefusalOfMailbox(reply) : isAboutMailbox(status);
  return isAboutHer && reply.at !== 'MAIL' && reply.at !== 'CONN' ? 'address' : 'policy';
}

/** 5.2.3 is a mailbox's own limit, 5.3.4 the server's; servers without enhanced codes say 552 for both. */
function isAboutSize({ code, enhancedStatus }: SmtpReply): boolean {
  return enhancedStatus === '5.3.4' || enhancedStatus === '5.2.3' || (code === 552 && enhancedStatus === null);
}

/** Disabled, full, or, for 5.6.7, written in a script that a server on the way does not take (RFC 6531). */
const MAILBOX: readonly string[] = ['5.2.1', '5.2.2', '5.6.7'];
/** Of 5.1.x, these speak of the sender's address and not of the mentor's. */
const SENDER: readonly string[] = ['5.1.7', '5.1.8'];

function isAboutMailbox(status: string): boolean {
  return MAILBOX.includes(status) || (status.startsWith('5.1.') && !SENDER.includes(status));
}

/** After the dot, a 550 that says no more is a spam filter's. */
function isBareRefusalOfMailbox({ code, at }: SmtpReply): boolean {
  return at !== 'DATA' && (code === 550 || code === 551 || code === 553);
}

/** The first enhanced status code at the start of a reply's text. */
export function enhancedStatusIn(response: string): string | null {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?: |$)/m.exec(response)?.[1] ?? null;
}
