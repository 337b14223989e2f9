/**
 * Judged by their mean, since one slow read among many means nothing. A round of the full bound would be as good, but at two
 * in flight it would be two reads.
 */
const FEWEST_READS_A_ROUND = 8;

/**
 * With both a report still goes on, at an eighth of what is asked of a healthy cluster. One alone would let a lakh of
 * learners at a second a read miss its eighteen minutes.
 */
const FEWEST_IN_FLIGHT = 2;

/** 100 keys, 16 in flight, took 14 ms on one quiet node: whatever ends within this is no sign of trouble. */
const HEALTHY_MS = 100;

/** Slow is what takes three times the usual: a cluster that is always far away is not for ever in trouble. */
const SLOWER_THAN_USUAL = 3;

/**
 * Reads after which a lasting change has become the usual. A lakh takes 4,000, so a cluster that stays slow is asked as
 * before after a minute or two, inside the report's time.
 */
const READS_TO_GET_USED = 500;

/** A read that has begun; hand it back when it has ended. */
export interface BegunRead {
  readonly cutsBefore: number;
}

export interface AdaptiveBound {
  /** Reads that may be under way at once: whole, from 2 (or `most`, if that is less) to `most`. */
  readonly inFlight: number;
  begun(): BegunRead;
  ended(read: BegunRead, tookMs: number): void;
  /** It timed out, or the cluster said that it has too much to do. */
  overloaded(read: BegunRead): void;
}

/**
 * How much may be asked at once of a cluster that others need more: one more after each round of reads that were not slow,
 * half after one that was, or at once when a read is refused or not answered. The rule is TCP's (additive increase,
 * multiplicative decrease); a read that had begun before a cut says nothing about what the cut has done.
 */
export function adaptiveBound(most: number): AdaptiveBound {
  const fewest = Math.min(FEWEST_IN_FLIGHT, most);
  let inFlight = most;
  let usualMs = HEALTHY_MS / SLOWER_THAN_USUAL;
  let cuts = 0;
  let reads = 0;
  let totalMs = 0;

  const startRound = (next: number) => {
    inFlight = Math.max(fewest, Math.min(most, next));
    reads = 0;
    totalMs = 0;
  };
  const cut = () => {
    cuts += 1;
    startRound(Math.floor(inFlight / 2));
  };
  return {
    get inFlight() {
      return inFlight;
    },
    begun: () => ({ cutsBefore: cuts }),
    ended: ({ cutsBefore }, tookMs) => {
      if (cutsBefore < cuts) return;
      reads += 1;
      totalMs += tookMs;
      const slowMs = Math.max(HEALTHY_MS, SLOWER_THAN_USUAL * usualMs);
      usualMs += (tookMs - usualMs) / READS_TO_GET_USED;
      if (reads < Math.max(FEWEST_READS_A_ROUND, inFlight)) return;
      if (totalMs / reads > slowMs) cut();
      else startRound(inFlight + 1);
    },
    overloaded: ({ cutsBefore }) => {
      if (cutsBefore === cuts) cut();
    },
  };
}
