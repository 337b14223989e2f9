import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { undotted } from './smtp-dot-reader.ts';
import type { SmtpScript } from './smtp-script.ts';
import { SmtpSession, type Dialogue } from './smtp-session.ts';

export interface ReceivedMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly message: Buffer;
}

/**
 * A mail server that plays a script: what smtp-server can only be made to do through private fields, a dialogue of our
 * own does openly. On 127.0.0.1.
 */
export class SmtpServer {
  /** Every connection, in order. */
  readonly dialogues: Dialogue[] = [];
  private readonly scripts: SmtpScript[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => this.serve(socket));
  private readonly keepsBody: boolean;

  /** @param keepsBody false = count the bytes of messages and forget them */
  constructor({ keepsBody = true } = {}) {
    this.keepsBody = keepsBody;
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get url(): string {
    return this.urlFor('');
  }

  urlFor(login: string): string {
    const { port } = this.server.address() as AddressInfo;
    return `smtp://${login}127.0.0.1:${port}`;
  }

  /** For the next connections, one script each; after the last one all is well. */
  play(...scripts: SmtpScript[]): void {
    this.scripts.splice(0, this.scripts.length, ...scripts);
  }

  forget(): void {
    this.dialogues.length = 0;
    this.scripts.length = 0;
  }

  /** Messages that the server has for good, oldest first. */
  mails(): ReceivedMail[] {
    return this.dialogues.filter(({ isKept }) => isKept).map(mailOf);
  }

  /** Waits until the clients have closed what they opened. @throws when they do not */
  async allClosed(withinMs = 2_000): Promise<void> {
    // One that has stopped reading sees no end.
    for (const socket of this.sockets) socket.resume();
    for (let waited = 0; this.sockets.size > 0; waited += 10) {
      if (waited > withinMs) throw new Error(`${this.sockets.size} connections are still open`);
      await wait(10);
    }
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    const session = new SmtpSession(socket, this.scripts.shift() ?? {}, this.keepsBody);
    this.dialogues.push(session.dialogue);
    // A dropped connection ends the reading of its lines with an error.
    session.run().catch(() => undefined);
  }
}

function mailOf({ from, to, body }: Dialogue): ReceivedMail {
  const message = undotted(Buffer.concat(body));
  const messageId = /^Message-ID: *(\S+)/im.exec(message.toString('latin1'))?.[1] ?? '';
  return { messageId, from: from[0] ?? '', to, message };
}
