import type { Client } from 'cassandra-driver';
import { OWN_TABLES } from './own-schema.ts';

const COLUMNS = 'SELECT table_name, column_name FROM system_schema.columns WHERE keyspace_name = ?';

export interface MissingColumn {
  readonly table: string;
  readonly column: string;
  readonly isWholeTable: boolean;
}

/** Columns of our tables that the keyspace lacks: all of a table that is not there, the newer ones of an older keyspace. */
export async function missingOwnColumns(client: Client, keyspace: string): Promise<MissingColumn[]> {
  const { rows } = await client.execute(COLUMNS, [keyspace.toLowerCase()], { fetchSize: 5_000 });
  const there = new Set(rows.map((row) => `${row['table_name']}.${row['column_name']}`));
  const tables = new Set(rows.map((row) => row['table_name'] as string));
  return Object.entries(OWN_TABLES).flatMap(([table, { columns }]) =>
    Object.keys(columns)
      .filter((column) => !there.has(`${table}.${column}`))
      .map((column) => ({ table, column, isWholeTable: !tables.has(table) })),
  );
}
