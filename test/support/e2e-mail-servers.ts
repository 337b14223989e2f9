import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail server of the test's own, with a temper that the inbox has not. */
export interface MailServer extends AsyncDisposable {
  readonly url: string;
  /** Messages whose final dot has come, byte for byte, oldest first. */
  readonly messages: readonly Buffer[];
}

/** Takes messages, and after the final dot of the first `silences` says nothing: nobody but the test knows what it has. */
export function silentAfterDot(silences: number): Promise<MailServer> {
  const messages: Buffer[] = [];
  return started(messages, {
    onData: (stream, _session, reply) => {
      void buffer(stream).then((message) => {
        messages.push(message);
        if (messages.length > silences) reply();
      });
    },
  });
}

/** Refuses by policy, and repeats the address as such servers do. */
export function refusingServer(): Promise<MailServer> {
  return started([], {
    onRcptTo: ({ address }, _session, reply) =>
      reply(Object.assign(new Error(`5.7.1 no mail for ${address} from here`), { responseCode: 554 })),
  });
}

/** Takes connections and never greets. */
export async function muteServer(): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
  });
  const close = async () => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: await listening(server), messages: [], [Symbol.asyncDispose]: close };
}

async function started(messages: Buffer[], behaviour: SMTPServerOptions): Promise<MailServer> {
  const options = { authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], closeTimeout: 100, ...behaviour };
  const smtp = new SMTPServer(options);
  // Workers are killed in the middle of their connections here.
  smtp.on('error', () => undefined);
  smtp.listen(0, '127.0.0.1');
  const close = () => new Promise<void>((resolve) => smtp.close(resolve));
  return { url: await listening(smtp.server), messages, [Symbol.asyncDispose]: close };
}

async function listening(server: Server): Promise<string> {
  if (!server.listening) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
