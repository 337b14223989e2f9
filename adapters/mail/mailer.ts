import { Readable } from 'node:stream';
import nodemailer from 'nodemailer';
import { replyWaitMs, untilDotMs } from '../../report/budget.ts';
import type { Mail, SendLimits, SendResult } from '../../report/mail.ts';
import type { Mailer } from '../../report/ports.ts';
import { enhancedStatusIn } from '../../report/smtp-reply.ts';
import { addressIn } from './address.ts';
import { composed, type Sender } from './composed.ts';
import { heldBack } from './held-back.ts';
import { inPieces } from './in-pieces.ts';
import { resultOfError } from './known-errors.ts';

/** The least that a silent socket is given; it may be silent for as long as the wait after the dot lasts. */
const SILENCE_MS = 60_000;
/** nodemailer 10.6 counts the greeting into `connectionTimeout`: with 10 s there, a server that pauses before it greets was given up. */
const GREETED_WITHIN_MS = 20_000;

export interface MailerOptions {
  /** smtp:// or smtps:// with user and password. */
  readonly smtpUrl: string;
  readonly from: Sender;
}

/** Hands mails to one SMTP server, a connection each: the fence needs to own what it may drop. */
export function smtpMailer(options: MailerOptions): Mailer {
  return { addressIn, send: (mail, limits) => send(options, mail, limits) };
}

/** Where an attempt stands; decides what an error of the connection means. */
interface Flight {
  /** The last bytes may leave: from here on no answer means that nobody knows. */
  isLetGo: boolean;
  isFenced: boolean;
  /** The connection has ended: what `mayFinish` still answers lets nothing out. */
  isOver: boolean;
  asking: Promise<boolean>;
  /** A fault of our own side: of the attachment's source, or of the fence. */
  fault: unknown;
}

async function send(options: MailerOptions, mail: Mail, limits: SendLimits): Promise<SendResult> {
  // nodemailer parses what it is given: a comma made a second recipient.
  if (addressIn(mail.to) !== mail.to) throw new Error('a mail goes to exactly one address');
  const endsAt = performance.now() + limits.windowMs;
  const left = () => Math.max(0, endsAt - performance.now());
  const flight: Flight = {
    isLetGo: false,
    isFenced: false,
    isOver: false,
    asking: Promise.resolve(false),
    fault: null,
  };
  const stop = new AbortController();
  const onCancel = () => {
    // Between the dot and the answer only this attempt can learn the truth, so it waits on.
    if (!flight.isLetGo) stop.abort();
  };
  let clock = setTimeout(() => stop.abort(), untilDotMs(left()));
  limits.signal.addEventListener('abort', onCancel);

  const mayFinish = async () => {
    if (stop.signal.aborted) return false;
    flight.asking = limits.mayFinish();
    const may = await flight.asking;
    flight.isFenced = !may;
    if (!may || flight.isOver) return false;
    flight.isLetGo = true;
    clearTimeout(clock);
    clock = setTimeout(() => stop.abort(), replyWaitMs(left()));
    return true;
  };
  const source = heldBack(inPieces(composed(options.from, mail)), mayFinish);
  const raw = Readable.from(faultsOf(source, flight, stop), { objectMode: false, highWaterMark: 1 });
  const transport = nodemailer.createTransport({
    url: options.smtpUrl,
    // nodemailer would send without login to a server that offers none.
    forceAuth: new URL(options.smtpUrl).username !== '',
    connectionTimeout: GREETED_WITHIN_MS,
    greetingTimeout: GREETED_WITHIN_MS,
    socketTimeout: Math.max(SILENCE_MS, replyWaitMs(limits.windowMs)),
  });
  transport.use('stream', (draft, done) => {
    // As `raw`, the message would be read from the connection's first moment on, a small one to its end, and `mayFinish`
    // asked before the server knows of any mail. In this place it is read from the 354 on.
    draft.message.processFunc(() => raw);
    done();
  });
  try {
    if (limits.signal.aborted) return { kind: 'notSent' };
    const envelope = { from: options.from.address, to: [mail.to], size: mail.size };
    const info = await transport.sendMail({ envelope, messageId: mail.messageId, signal: stop.signal });
    return { kind: 'accepted', reply: replyIn(info.response) };
  } catch (error) {
    flight.isOver = true;
    // Whoever reads the result may rely on the row: it changes no more.
    await flight.asking.catch(() => undefined);
    if (flight.isFenced) return { kind: 'fenced' };
    if (flight.fault !== null) throw flight.fault;
    return resultOfError(error, flight.isLetGo);
  } finally {
    clearTimeout(clock);
    limits.signal.removeEventListener('abort', onCancel);
    raw.destroy();
    transport.close();
  }
}

/** A fault of the source must drop the connection: a stream that just ended would be sent as a whole mail. */
async function* faultsOf(source: AsyncIterable<Buffer>, flight: Flight, stop: AbortController): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch (error) {
    flight.fault = error;
  }
  if (flight.fault === null && !flight.isFenced) return;
  stop.abort();
  // Never ends by itself: the abort closes the connection, and then this stream is destroyed.
  await new Promise(() => undefined);
}

function replyIn(response: string) {
  return { code: Number(response.slice(0, 3)) || 250, enhancedStatus: enhancedStatusIn(response) };
}
