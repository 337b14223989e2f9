import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface TakenMail {
  /** When its last byte was in: what the sender learns a moment later. */
  readonly acceptedAtMs: number;
  readonly bytes: number;
}

export interface MailSink {
  readonly url: string;
  /** The mails since the last call. */
  take(): readonly TakenMail[];
  close(): Promise<void>;
}

const ADDRESS = '127.0.0.1';
const MOST_BYTES = 200_000_000;

/** A mail server that takes every mail and throws it away: an inbox that parses it would compete for the processors. */
export async function startMailSink(): Promise<MailSink> {
  let mails: TakenMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MOST_BYTES,
    onData(stream, _session, accept) {
      let bytes = 0;
      stream.on('data', (piece: Buffer) => (bytes += piece.length));
      stream.once('end', () => {
        mails.push({ acceptedAtMs: Date.now(), bytes });
        accept();
      });
    },
  });
  const listener = server.listen(0, ADDRESS);
  await once(listener, 'listening');
  return {
    url: `smtp://${ADDRESS}:${(listener.address() as AddressInfo).port}`,
    take() {
      const taken = mails;
      mails = [];
      return taken;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
