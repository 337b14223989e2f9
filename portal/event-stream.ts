import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { ReportError } from '../report/errors.ts';
import { isOutcome, type ReportStatus } from '../report/status.ts';
import { problemOf } from './problem.ts';

/** Made once, written to every stream. */
export interface StatusEvent {
  readonly id: string;
  readonly text: string;
  readonly isLast: boolean;
}

/**
 * Each event holds the whole status, so nothing is lost by missing some. Its id is a hash of it: whoever comes back, to
 * whichever process, is told only what differs from what she saw last.
 */
export function statusEvent(status: ReportStatus): StatusEvent {
  const json = JSON.stringify(status);
  const id = createHash('sha256').update(json).digest('hex').slice(0, 16);
  return { id, text: `id: ${id}\nevent: status\ndata: ${json}\n\n`, isLast: isOutcome(status.status) };
}

export function problemEvent(error: ReportError): string {
  return `event: problem\ndata: ${JSON.stringify(problemOf(error))}\n\n`;
}

/** Bytes that a slow reader may leave waiting; a status has about 2 KB. */
const MOST_WAITING = 64 * 1024;

export interface EventStreamOptions {
  readonly lastEventId: string | null;
  /** When her token ends: who has signed out, or lost her account, is not told for ever. */
  readonly untilMs: number;
  readonly heartbeatMs: number;
}

/** One reader's stream of events. */
export class EventStream {
  readonly body = new PassThrough();
  #lastId: string | null;

  constructor({ lastEventId, untilMs, heartbeatMs }: EventStreamOptions) {
    this.#lastId = lastEventId;
    const beat = setInterval(() => (Date.now() > untilMs ? this.end(0) : this.#write(':\n\n')), heartbeatMs);
    this.body.once('close', () => clearInterval(beat));
    // At once, so that the headers leave before the first change.
    this.#write(':\n\n');
  }

  status({ id, text, isLast }: StatusEvent): void {
    if (id !== this.#lastId || isLast) this.#write(text);
    this.#lastId = id;
    if (isLast) this.body.end();
  }

  problem(text: string): void {
    this.#write(text);
  }

  /** @param comeBackMs when the reader may ask again */
  end(comeBackMs: number): void {
    this.#write(`retry: ${comeBackMs}\n\n`);
    this.body.end();
  }

  #write(text: string): void {
    if (this.body.writableEnded || this.body.destroyed) return;
    // Dropped rather than remembered: one that comes back is told the latest.
    if (this.body.readableLength + this.body.writableLength > MOST_WAITING) this.body.destroy();
    else this.body.write(text);
  }
}
