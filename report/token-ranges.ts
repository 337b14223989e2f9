/** Part of Cassandra's ring, after < token <= upTo; whole numbers as text, since they need 64 bits. */
export interface TokenRange {
  readonly after: string;
  readonly upTo: string;
}

/** The ring of Murmur3Partitioner, the default since Cassandra 1.2; its lowest number is the token of no key. */
const LOWEST = -(2n ** 63n);
const RING = 2n ** 64n;

/** The whole ring in `count` equal ranges, ascending; the last one ends at the highest token. */
export function tokenRanges(count: number): TokenRange[] {
  const bound = (no: number) => LOWEST + (RING * BigInt(no)) / BigInt(count);
  return Array.from({ length: count }, (_, no) => ({
    after: String(bound(no)),
    upTo: String(no === count - 1 ? LOWEST + RING - 1n : bound(no + 1)),
  }));
}
