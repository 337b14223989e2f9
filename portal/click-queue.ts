import { setTimeout as pause } from 'node:timers/promises';
import type { Click } from '../report/click.ts';
import type { ClickSink } from '../report/ports.ts';

/** What the platform's own clients send at once. */
const CLICKS_A_BATCH = 20;
/** Some 3 MB; hours of a busy platform. */
const MOST_CLICKS = 10_000;
/** Time for a batch to fill. */
const SEND_AFTER_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * Carries clicks to a sink behind the back of whoever clicked: `add` never waits and never throws. When the sink is away
 * clicks wait, the same batch is offered again after 5, 10, 20 … 300 s, and beyond the bound the oldest is lost, and counted.
 */
export class ClickQueue {
  readonly #sink: ClickSink;
  readonly #stop = new AbortController();
  #waiting: Click[] = [];
  #offered: readonly Click[] = [];
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> | null = null;
  #refusals = 0;
  #lost = 0;
  #isClosed = false;

  constructor(sink: ClickSink) {
    this.#sink = sink;
  }

  /** Clicks that the sink will not see: refused for good, pushed out by newer ones, or left when it was closed. */
  get lost(): number {
    return this.#lost;
  }

  add(click: Click): void {
    if (this.#isClosed) {
      this.#lost += 1;
      return;
    }
    this.#waiting.push(click);
    this.#loseOldest();
    if (this.#refusals === 0 && this.#waiting.length >= CLICKS_A_BATCH) this.#send();
    else this.#sendLater();
  }

  /** Offers what is left once more, for `capMs` at most; what is not taken by then is lost. */
  async close(capMs: number): Promise<void> {
    this.#isClosed = true;
    this.#cancelTimer();
    const { signal } = this.#stop;
    await Promise.race([this.#offerTheRest(), pause(capMs, undefined, { signal })]);
    this.#stop.abort();
    this.#lost += this.#offered.length + this.#waiting.length;
    this.#waiting = [];
  }

  async #offerTheRest(): Promise<void> {
    await this.#sending;
    await this.#offerAll();
  }

  #send(): void {
    this.#cancelTimer();
    this.#sending ??= this.#offerAll().finally(() => {
      this.#sending = null;
      if (this.#waiting.length > 0) this.#sendLater();
    });
  }

  #sendLater(): void {
    if (this.#timer !== null || this.#sending !== null || this.#isClosed) return;
    const waitMs = Math.min(LONGEST_WAIT_MS, SEND_AFTER_MS * 2 ** Math.max(0, this.#refusals - 1));
    this.#timer = setTimeout(() => this.#send(), waitMs);
    // Clicks alone keep no process alive; close() is what sends the rest.
    this.#timer.unref();
  }

  #cancelTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Until nothing waits, or the sink wants to be left alone. */
  async #offerAll(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#stop.signal.aborted) {
      this.#offered = this.#waiting.splice(0, CLICKS_A_BATCH);
      // A sink that throws (a database away) wants the batch later as well.
      const answer = await this.#sink.take(this.#offered, this.#stop.signal).catch(() => 'again' as const);
      if (this.#stop.signal.aborted) return;
      const isRefused = answer === 'again';
      this.#refusals = isRefused ? this.#refusals + 1 : 0;
      if (isRefused) this.#waiting.unshift(...this.#offered);
      if (answer === 'dropped') this.#lost += this.#offered.length;
      this.#offered = [];
      this.#loseOldest();
      if (isRefused) return;
    }
  }

  #loseOldest(): void {
    const surplus = this.#waiting.length - MOST_CLICKS;
    if (surplus <= 0) return;
    this.#waiting.splice(0, surplus);
    this.#lost += surplus;
  }
}
