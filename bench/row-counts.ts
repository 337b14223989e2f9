import type { Client, QueryOptions, types } from 'cassandra-driver';

/** Rows that came from Cassandra, by table; the walk along the keys of the batch reads the enrolments' table too. */
export type RowCounts = Readonly<Record<string, number>>;

export function allRows(counts: RowCounts): number {
  return Object.values(counts).reduce((sum, rows) => sum + rows, 0);
}

/** Without the forms that take a callback. */
type Execute = (query: string, params?: unknown[], options?: QueryOptions) => Promise<types.ResultSet>;

/**
 * Counts what a client reads from here on.
 *
 * @returns takes the counts and begins anew
 */
export function countRows(client: Client): () => RowCounts {
  let counts: Record<string, number> = {};
  const execute = client.execute.bind(client) as Execute;
  const counting: Execute = async (query, ...more) => {
    const result = await execute(query, ...more);
    const table = tableOf(query);
    counts[table] = (counts[table] ?? 0) + result.rows.length;
    return result;
  };
  client.execute = counting as Client['execute'];
  return () => {
    const taken = counts;
    counts = {};
    return taken;
  };
}

function tableOf(query: string): string {
  return /\bFROM \w+\.(\w+)/.exec(query)?.[1] ?? 'other';
}
