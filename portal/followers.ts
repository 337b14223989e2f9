import { setTimeout as sleep } from 'node:timers/promises';
import { errorSpec, ReportError } from '../report/errors.ts';
import { isOutcome, type ReportStatus } from '../report/status.ts';
import { problemEvent, statusEvent, type EventStream, type StatusEvent } from './event-stream.ts';

export type ReadStatus = (reportId: string) => Promise<ReportStatus>;

/** Every run has ended a minute after its deadline, if any worker lives. */
const PATIENCE_MS = 60_000;
/** In one process; 64 KB each may wait for slow readers (event-stream.ts). */
export const MOST_STREAMS = 10_000;
/** Until a follower may come back: soon when this process goes, later when nobody works on the report. */
const COME_BACK_MS = { soon: 2_000, later: 30_000 } as const;

/** Reads a report once for all who follow it: a thousand open pages cost Temporal one question in `everyMs`. */
export class Followers {
  readonly #read: ReadStatus;
  readonly #everyMs: number;
  readonly #watched = new Map<string, Watch>();
  #isClosing = false;

  constructor(read: ReadStatus, everyMs: number) {
    this.#read = read;
    this.#everyMs = everyMs;
  }

  get open(): number {
    return [...this.#watched.values()].reduce((sum, { streams }) => sum + streams.size, 0);
  }

  /**
   * Where the report stands, shared with all who ask meanwhile; what comes after is told to the streams added to it.
   *
   * @throws ReportError ReportNotFound, TooManyRequests; StoreUnavailable, TemporalUnreachable
   */
  async watch(reportId: string): Promise<Watch> {
    if (this.open >= MOST_STREAMS)
      throw new ReportError('TooManyRequests', { whom: 'this portal' }, COME_BACK_MS.later);
    const known = this.#watched.get(reportId);
    const watch =
      known ??
      new Watch(
        () => this.#read(reportId),
        this.#everyMs,
        () => this.#watched.delete(reportId),
      );
    if (known === undefined) this.#watched.set(reportId, watch);
    await watch.begun;
    if (this.#isClosing) watch.end(COME_BACK_MS.soon);
    return watch;
  }

  /** Ends every stream, with a hint to come back: another process may be there by then. */
  close(): void {
    this.#isClosing = true;
    for (const watch of this.#watched.values()) watch.end(COME_BACK_MS.soon);
  }
}

export class Watch {
  readonly streams = new Set<EventStream>();
  /** Settled with the first read. */
  readonly begun: Promise<void>;
  readonly #forget: () => void;
  #latest: StatusEvent | null = null;
  /** Set when nobody asks any more; whoever was on her way here meanwhile is sent back as the others were. */
  #comeBackMs: number | null = null;

  constructor(read: () => Promise<ReportStatus>, everyMs: number, forget: () => void) {
    this.#forget = forget;
    this.begun = read().then(
      (status) => {
        this.#tell(status);
        void this.#goOn(read, everyMs, status);
      },
      (error: unknown) => {
        forget();
        throw error;
      },
    );
  }

  /** Tells the latest status at once; the rest follows until the report has ended. */
  add(stream: EventStream): void {
    this.streams.add(stream);
    stream.body.once('close', () => this.streams.delete(stream));
    if (this.#latest !== null) stream.status(this.#latest);
    if (this.#comeBackMs !== null) stream.end(this.#comeBackMs);
  }

  end(comeBackMs: number): void {
    this.#forget();
    this.#comeBackMs = comeBackMs;
    for (const stream of this.streams) stream.end(comeBackMs);
  }

  #tell(status: ReportStatus): void {
    this.#latest = statusEvent(status);
    if (this.#latest.isLast) this.#forget();
    for (const stream of this.streams) stream.status(this.#latest);
  }

  async #goOn(read: () => Promise<ReportStatus>, everyMs: number, first: ReportStatus): Promise<void> {
    let last = first;
    while (!isOutcome(last.status)) {
      if (isOverdue(last)) return this.end(COME_BACK_MS.later);
      await sleep(everyMs, undefined, { ref: false });
      if (this.streams.size === 0) return this.#forget();
      try {
        last = await read();
        this.#tell(last);
      } catch (error) {
        // A server that is away for a moment: the streams stay open and the next read may find it back.
        if (error instanceof ReportError && errorSpec(error.code).retry) continue;
        return this.#fail(error);
      }
    }
  }

  #fail(error: unknown): void {
    const known = error instanceof ReportError ? error : new ReportError('Unexpected', { what: 'error' });
    for (const stream of this.streams) stream.problem(problemEvent(known));
    this.end(COME_BACK_MS.later);
  }
}

function isOverdue({ deadlineAt }: ReportStatus): boolean {
  return deadlineAt !== null && Date.now() > Date.parse(deadlineAt) + PATIENCE_MS;
}
