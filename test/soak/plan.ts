import { Random } from '../../dev/data/random.ts';
import { MAIL_TROUBLES, type MailTrouble } from './mail-troubles.ts';

export type Way = 'cassandra' | 'temporal' | 'smtp';

export type Fault =
  /** SIGKILL; the next one starts after `ms`. */
  | { readonly kind: 'worker killed'; readonly worker: number; readonly ms: number }
  /** SIGSTOP, and SIGCONT after `ms`. */
  | { readonly kind: 'worker frozen'; readonly worker: number; readonly ms: number }
  | { readonly kind: 'way stalled'; readonly way: Way; readonly what: 'requests' | 'answers'; readonly ms: number }
  | { readonly kind: 'way cut'; readonly way: Way }
  | { readonly kind: 'mail server in trouble'; readonly trouble: MailTrouble }
  /** SIGKILL of the server; back on the same data after `ms`. */
  | { readonly kind: 'Temporal restarted'; readonly ms: number };

export interface Ask {
  readonly kind: 'mail' | 'portal' | 'stranger';
  /** Two: impatient, and both are the same request. */
  readonly clicks: 1 | 2;
  /** Numbers, of a batch and of one of its mentors. */
  readonly batch: number;
  readonly mentor: number;
}

/** Something that is due so many milliseconds after the start. */
export interface Due<T> {
  readonly atMs: number;
  readonly what: T;
}

/** Both in order of time. */
export interface Plan {
  readonly faults: readonly Due<Fault>[];
  readonly asks: readonly Due<Ask>[];
}

export const WORKERS = 2;
export const MENTORS = 30;
/** Learners of each batch; the last but one belongs to another course and tenant. */
export const SIZES = [50, 500, 3_000, 500, 10_000] as const;

const WAYS: readonly Way[] = ['cassandra', 'temporal', 'smtp'];
const TROUBLES = Object.keys(MAIL_TROUBLES) as MailTrouble[];

/**
 * What will be asked for and what will happen, when: a function of the seed alone, whatever the machine does. A longer
 * soak begins as a shorter one of the same seed.
 */
export function planOf(seed: number, minutes: number): Plan {
  const endMs = minutes * 60_000;
  return {
    faults: [...drawn(new Random('soak', seed, 'faults'), endMs, [7_000, 15_000], faultOf)],
    asks: [...drawn(new Random('soak', seed, 'asks'), endMs, [8_000, 18_000], askOf)],
  };
}

/** @param gapMs least and most between one and the next */
function* drawn<T>(
  random: Random,
  endMs: number,
  [least, most]: readonly [number, number],
  draw: (random: Random, no: number) => T,
): Generator<Due<T>> {
  let atMs = 1_000;
  for (let no = 0; atMs < endMs; no += 1) {
    yield { atMs, what: draw(random, no) };
    atMs += between(random, least, most);
  }
}

function faultOf(random: Random): Fault {
  const card = random.below(20);
  if (card < 4) return { kind: 'worker killed', worker: random.below(WORKERS), ms: between(random, 0, 8_000) };
  if (card < 6) return { kind: 'worker frozen', worker: random.below(WORKERS), ms: between(random, 5_000, 45_000) };
  if (card < 10) {
    const what = random.pick(['requests', 'answers'] as const);
    return { kind: 'way stalled', way: random.pick(WAYS), what, ms: between(random, 2_000, 25_000) };
  }
  if (card < 13) return { kind: 'way cut', way: random.pick(WAYS) };
  if (card < 19) return { kind: 'mail server in trouble', trouble: random.pick(TROUBLES) };
  return { kind: 'Temporal restarted', ms: between(random, 1_000, 20_000) };
}

/** Mentors take turns, so that few join a run of their own; small batches come more often than large ones. */
function askOf(random: Random, no: number): Ask {
  const kind = random.chance(0.05) ? 'stranger' : random.chance(0.1) ? 'portal' : 'mail';
  const clicks = random.chance(0.1) ? 2 : 1;
  return { kind, clicks, batch: random.pick([0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4]), mentor: no % MENTORS };
}

function between(random: Random, least: number, most: number): number {
  return least + random.below(most - least);
}
