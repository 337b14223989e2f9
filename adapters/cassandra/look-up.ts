import cassandra, { type types } from 'cassandra-driver';
import { ReportError } from '../../report/errors.ts';
import type { BoundedReads } from './bounded-reads.ts';
import { knownError } from './known-errors.ts';

export interface LookUpOptions {
  /** Keys in one IN at most; halved for as long as the server finds that too many or too slow. */
  readonly keys: number;
  /** Shared by all look-ups of the process: what is in flight is bounded in one place. */
  readonly limit: BoundedReads;
  readonly consistency: number;
}

/** Below this a smaller IN gains nothing. */
const FEWEST_KEYS = 5;

/** A partition key longer than this is refused by Cassandra: no row can have it. */
const LONGEST_KEY_BYTES = 65_535;

/**
 * All rows of the given partition keys. `IN` of 100 keys costs a third of single reads and a fifth of their CPU (measured
 * on one node; three nodes at LOCAL_QUORUM: a quarter of the time).
 *
 * @param rest bound after the keys
 */
export async function lookUp(
  client: cassandra.Client,
  query: string,
  ids: readonly string[],
  options: LookUpOptions,
  rest: readonly string[] = [],
): Promise<types.Row[]> {
  const keys = [...new Set(ids)].filter(isPossibleKey);
  const chunks: string[][] = [];
  for (let at = 0; at < keys.length; at += options.keys) chunks.push(keys.slice(at, at + options.keys));
  const rows = await Promise.all(chunks.map((chunk) => readIn(client, query, chunk, options, rest)));
  // Not `flat`, which took 57 µs for the rows of 500 learners; this takes 1.
  return ([] as types.Row[]).concat(...rows);
}

/** The same for a table that has the ids in an index only, which knows no IN. */
export async function lookUpSingly(
  client: cassandra.Client,
  query: string,
  ids: readonly string[],
  { limit, consistency }: LookUpOptions,
): Promise<types.Row[]> {
  const keys = [...new Set(ids)].filter(isPossibleKey);
  const read = async (key: string) => (await client.execute(query, [key], { consistency, fetchSize: 0 })).rows;
  try {
    return (await Promise.all(keys.map((key) => limit(() => read(key))))).flat();
  } catch (error) {
    throw knownError(error, 'source');
  }
}

async function readIn(
  client: cassandra.Client,
  query: string,
  keys: string[],
  options: LookUpOptions,
  rest: readonly string[],
): Promise<types.Row[]> {
  try {
    const { consistency } = options;
    // No paging: 100 partitions of a few rows each, and pages would cost a round trip more.
    const result = await options.limit(() => client.execute(query, [keys, ...rest], { consistency, fetchSize: 0 }));
    return result.rows;
  } catch (error) {
    const known = knownError(error, 'source');
    if (keys.length < 2 * FEWEST_KEYS || !asksForLess(error, known)) throw known;
    const half = Math.ceil(keys.length / 2);
    const first = await readIn(client, query, keys.slice(0, half), options, rest);
    return [...first, ...(await readIn(client, query, keys.slice(half), options, rest))];
  }
}

/** Too slow, or refused by the guardrail on the size of IN. */
function asksForLess(error: unknown, known: unknown): boolean {
  if (known instanceof ReportError) return known.code === 'SourceSlow';
  return error instanceof cassandra.errors.ResponseError && /guardrail/i.test(error.message);
}

function isPossibleKey(id: string): boolean {
  return id !== '' && (id.length < LONGEST_KEY_BYTES / 3 || Buffer.byteLength(id) <= LONGEST_KEY_BYTES);
}
