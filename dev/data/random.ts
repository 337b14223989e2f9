import { hash } from 'node:crypto';

/**
 * A stream of numbers that is the same for the same key, on every machine.
 *
 * The 128 bits of state come from a hash of the key: a 32-bit seed would give about a hundred pairs of twins among a
 * million learners, and twins would share their user id. One hash (1 µs) is all that a learner's own stream costs.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #count: number;

  constructor(...key: readonly (string | number)[]) {
    const state = hash('sha256', key.join('/'), 'buffer');
    this.#a = state.readInt32LE(0);
    this.#b = state.readInt32LE(4);
    this.#c = state.readInt32LE(8);
    this.#count = state.readInt32LE(12);
  }

  /** A whole number 0 .. 2^32 - 1 (the generator known as sfc32). */
  #uint32(): number {
    const out = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + out) | 0;
    return out >>> 0;
  }

  /** A fraction 0 <= x < 1. */
  fraction(): number {
    return this.#uint32() / 0x1_0000_0000;
  }

  /** A whole number 0 .. limit - 1. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('Nothing to pick from: the list is empty.');
    return list[this.below(list.length)] as T;
  }

  shuffle<T>(list: readonly T[]): T[] {
    const keyed = list.map((item) => [this.#uint32(), item] as const);
    return keyed.sort(([left], [right]) => left - right).map(([, item]) => item);
  }

  digits(length: number): string {
    let text = '';
    while (text.length < length) text += String(this.#uint32() % 1_000_000).padStart(6, '0');
    return text.slice(0, length);
  }

  /** In the form of a version 4 UUID, as the platform gives to users and locations. */
  uuid(): string {
    const hex = () => this.#uint32().toString(16).padStart(8, '0');
    const [a, b, c, d] = [hex(), hex(), hex(), hex()];
    const variant = '89ab'.charAt(this.below(4));
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`;
  }
}
