/** Where in a dialogue the server's turn is. `body` = in the middle of the message's bytes. */
export type SmtpState = 'greeting' | 'ehlo' | 'auth' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot';

/** What the server does there. Without `keep` it answers as a healthy one does. */
export type SmtpAct =
  | { readonly do: 'reply'; readonly text: string }
  | { readonly do: 'drop'; readonly keep?: boolean }
  | { readonly do: 'hang'; readonly keep?: boolean }
  /** A byte a second, of a reply that would be fine. */
  | { readonly do: 'trickle' };

export interface SmtpScript extends Partial<Record<SmtpState, SmtpAct>> {
  /** Lines after the EHLO, without code. */
  readonly extensions?: readonly string[];
  /** Bytes of the message after which `body` happens. */
  readonly bodyAfter?: number;
  /** Called at a state before its act: a test does there what must happen at that very moment. */
  readonly at?: (state: SmtpState) => void | Promise<void>;
}

export const reply = (text: string): SmtpAct => ({ do: 'reply', text });
export const DROP: SmtpAct = { do: 'drop' };
export const HANG: SmtpAct = { do: 'hang' };
export const TRICKLE: SmtpAct = { do: 'trickle' };
/** The server has the message, and says nothing. */
export const TAKE_AND_DROP: SmtpAct = { do: 'drop', keep: true };
export const TAKE_AND_HANG: SmtpAct = { do: 'hang', keep: true };

export const HEALTHY: Readonly<Record<Exclude<SmtpState, 'body'>, string>> = {
  greeting: '220 test.example.org ESMTP',
  ehlo: 'test.example.org',
  auth: '235 2.7.0 welcome',
  mail: '250 2.1.0 sender ok',
  rcpt: '250 2.1.5 recipient ok',
  data: '354 go ahead',
  dot: '250 2.0.0 queued as 1',
};
