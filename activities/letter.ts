import type { Delivery } from '../report/delivery.ts';
import type { Mail } from '../report/mail.ts';
import type { Form } from '../report/status.ts';

/** One mail of one run, to be let out at most once whoever tries. */
export interface Letter {
  readonly reportId: string;
  readonly subject: Delivery['subject'];
  readonly runId: string;
  readonly runStartedMs: number;
  /** Of a re-send, whose first step has taken the number. */
  readonly resendId?: string | null;
  /** Date of the mail, unless an earlier attempt has fixed it. */
  readonly dateMs: number;
  /** What is left of the window in which it may be sent, in all its forms. */
  leftMs(): number;
  readonly attempt: number;
  /** From the largest to `none`. */
  readonly forms: readonly Form[];
  /** Equal deliveries give equal mails, byte for byte. */
  mail(delivery: Delivery): Promise<Mail>;
}
