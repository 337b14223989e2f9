import type { Client } from 'cassandra-driver';

/**
 * Our own tables that must expire, a column each that every whole row has. A row that an attempt has only announced has
 * none, and what Cassandra knows of its life it tells nobody; its statement carries the same TTL.
 */
const EXPIRING: Readonly<Record<string, string>> = {
  report_object: 'sha256',
  report_chunk: 'data',
  report: 'course_id',
  delivery: 'state',
};

/** Every row of these tables is read. @returns table and report of each that never expires */
export async function withoutTtl(client: Client, keyspace: string): Promise<string[]> {
  const found: string[] = [];
  for (const [table, column] of Object.entries(EXPIRING)) {
    const query = `SELECT report_id, ttl(${column}) AS left, writetime(${column}) AS written FROM ${keyspace}.${table}`;
    // A page of chunks is as much as 50 MB for the server to read, and none of it comes here.
    const rows = await client.execute(query, [], { prepare: true, fetchSize: 100, readTimeout: 60_000 });
    for await (const row of rows) {
      if (row['written'] !== null && row['left'] === null) found.push(`${table}, report ${row['report_id']}`);
    }
  }
  return found;
}

export async function columnOf(client: Client, table: string, column: string): Promise<string[]> {
  const found: string[] = [];
  const query = `SELECT ${column} FROM ${table}`;
  for await (const row of await client.execute(query, [], { prepare: true, fetchSize: 500 }))
    found.push(`${row[column]}`);
  return found;
}
