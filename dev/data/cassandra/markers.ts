import type { Client } from 'cassandra-driver';

/**
 * What has been written whole, in a keyspace of its own: nothing of ours stands in a sunbird table that a platform
 * would not put there.
 */
const KEYSPACE = `CREATE KEYSPACE IF NOT EXISTS course_report_demo
  WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`;
const TABLE = `CREATE TABLE IF NOT EXISTS course_report_demo.written (
  what text PRIMARY KEY, rows bigint, written_at timestamp)`;
const SELECT = 'SELECT what FROM course_report_demo.written WHERE what = ?';
const INSERT = 'INSERT INTO course_report_demo.written (what, rows, written_at) VALUES (?, ?, ?)';

export async function createMarkers(client: Client): Promise<void> {
  await client.execute(KEYSPACE);
  await client.execute(TABLE);
}

export async function isWritten(client: Client, what: string): Promise<boolean> {
  const result = await client.execute(SELECT, [what], { prepare: true, isIdempotent: true });
  return result.rowLength > 0;
}

/** To be called when the last row is in: work cut short leaves no marker and is done anew, over the same keys. */
export async function markWritten(client: Client, what: string, rows: number): Promise<void> {
  await client.execute(INSERT, [what, rows, new Date()], { prepare: true, isIdempotent: true });
}
