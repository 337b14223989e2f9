import type { Socket } from 'node:net';
import { DotReader } from './smtp-dot-reader.ts';
import { HEALTHY, type SmtpAct, type SmtpScript, type SmtpState } from './smtp-script.ts';

/** What came over one connection. */
export interface Dialogue {
  /** Command lines as sent, passwords too: they are made up. */
  readonly commands: string[];
  readonly from: string[];
  readonly to: string[];
  /** Bytes of the message so far, the dots not yet undone. */
  bodyBytes: number;
  body: Buffer[];
  /** The end of the message has come. */
  isWhole: boolean;
  /** The server has the message for good. */
  isKept: boolean;
  isClosed: boolean;
}

/** Speaks the server's part on one socket, one line after the other. */
export class SmtpSession {
  readonly dialogue: Dialogue = {
    commands: [],
    from: [],
    to: [],
    bodyBytes: 0,
    body: [],
    isWhole: false,
    isKept: false,
    isClosed: false,
  };
  private readonly socket: Socket;
  private readonly script: SmtpScript;
  private readonly keepsBody: boolean;
  private lines = '';
  private dots: DotReader | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(socket: Socket, script: SmtpScript, keepsBody: boolean) {
    this.socket = socket;
    this.script = script;
    this.keepsBody = keepsBody;
    // The client drops connections on purpose.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(this.timer);
      this.dialogue.isClosed = true;
    });
  }

  async run(): Promise<void> {
    await this.talk();
    // Said its last: what still comes is let through, so that the client's end of the connection is seen. In the middle of
    // a message it stops reading, too.
    if (this.dots === null) this.socket.resume();
  }

  private async talk(): Promise<void> {
    if (!(await this.turn('greeting'))) return;
    for await (const chunk of this.socket.iterator({ destroyOnReturn: false })) {
      if (!(await this.take(chunk as Buffer))) return;
    }
  }

  private async take(chunk: Buffer): Promise<boolean> {
    if (this.dots !== null) return this.takeBody(chunk);
    this.lines += chunk.toString('utf8');
    for (let end = this.lines.indexOf('\r\n'); end >= 0; end = this.lines.indexOf('\r\n')) {
      const line = this.lines.slice(0, end);
      this.lines = this.lines.slice(end + 2);
      if (!(await this.command(line))) return false;
    }
    return true;
  }

  private async command(line: string): Promise<boolean> {
    this.dialogue.commands.push(line);
    const [verb = ''] = line.toUpperCase().split(/[ :]/);
    switch (verb) {
      case 'EHLO':
        return this.turn('ehlo', this.extensions());
      case 'AUTH':
        return this.turn('auth');
      case 'MAIL':
        this.dialogue.from.push(addressOf(line));
        return this.turn('mail');
      case 'RCPT':
        this.dialogue.to.push(addressOf(line));
        return this.turn('rcpt');
      case 'DATA':
        if (!(await this.turn('data'))) return false;
        if (this.script.data === undefined) this.dots = new DotReader();
        return true;
      case 'QUIT':
        this.socket.end('221 2.0.0 bye\r\n');
        return false;
      default:
        this.socket.write('250 2.0.0 ok\r\n');
        return true;
    }
  }

  private async takeBody(chunk: Buffer): Promise<boolean> {
    const { dialogue, dots } = this;
    dialogue.bodyBytes += chunk.length;
    if (this.keepsBody) dialogue.body.push(chunk);
    if (dots?.sees(chunk)) {
      this.dots = null;
      dialogue.isWhole = true;
      const { dot } = this.script;
      dialogue.isKept = dot === undefined || (dot.do !== 'reply' && 'keep' in dot && dot.keep === true);
      return this.turn('dot');
    }
    if (this.script.body === undefined || dialogue.bodyBytes < (this.script.bodyAfter ?? 0)) return true;
    return this.turn('body');
  }

  /** @returns whether the dialogue goes on */
  private async turn(state: SmtpState, healthy = state === 'body' ? '' : HEALTHY[state]): Promise<boolean> {
    await this.script.at?.(state);
    const act: SmtpAct = this.script[state] ?? { do: 'reply', text: healthy };
    switch (act.do) {
      case 'reply':
        this.socket.write(`${act.text}\r\n`);
        return true;
      case 'drop':
        this.socket.destroy();
        return false;
      case 'hang':
        return false;
      case 'trickle':
        this.trickle(`${healthy}\r\n`);
        return false;
    }
  }

  private trickle(text: string): void {
    let at = 0;
    this.timer = setInterval(() => this.socket.write(text[at++] ?? ' '), 1_000);
  }

  private extensions(): string {
    const lines = [HEALTHY.ehlo, '8BITMIME', 'ENHANCEDSTATUSCODES', ...(this.script.extensions ?? ['SIZE 52428800'])];
    return lines.map((line, at) => `250${at === lines.length - 1 ? ' ' : '-'}${line}`).join('\r\n');
  }
}

function addressOf(line: string): string {
  return line.slice(line.indexOf('<') + 1, line.lastIndexOf('>'));
}
