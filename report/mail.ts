import type { SmtpReply } from './smtp-reply.ts';
import type { StopSignal } from './stop-signal.ts';

/** One mail to one recipient. Equal fields give equal bytes on the wire. */
export interface Mail {
  /** One strict address (adapters check it again). Never logged. */
  readonly to: string;
  readonly messageId: string;
  readonly dateMs: number;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachment: Attachment | null;
  /** To be announced to the server: at least what will be sent. */
  readonly size: number;
}

export interface Attachment {
  readonly fileName: string;
  readonly contentType: 'text/csv; charset=utf-8' | 'application/zip';
  readonly bytes: number;
  readonly content: () => AsyncIterable<Uint8Array>;
}

export interface SendLimits {
  /** Nothing is sent after it; milliseconds from now, measured on a monotonic clock. Half of it may pass until the dot. */
  readonly windowMs: number;
  /**
   * Called once, when all but the last bytes of the message have left. The rest follows only if it answers true;
   * on false the connection is dropped, and the server has no message.
   */
  readonly mayFinish: () => Promise<boolean>;
  readonly signal: StopSignal;
}

export type SendResult =
  /** The server has the message. */
  | { readonly kind: 'accepted'; readonly reply: SmtpReply }
  /** The server has said no, for now or for ever: it does not have the message. */
  | { readonly kind: 'rejected'; readonly reply: SmtpReply }
  /** The server has announced that it takes no message of this size. */
  | { readonly kind: 'tooLarge' }
  /** The server does not have the message: no connection, no greeting, dropped before the last bytes left. */
  | { readonly kind: 'notSent' }
  /** `mayFinish` answered false. */
  | { readonly kind: 'fenced' }
  /** The last bytes have left and no answer came: nobody knows. */
  | { readonly kind: 'unknown' };
