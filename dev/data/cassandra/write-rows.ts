import type { Client } from 'cassandra-driver';
import { patientRetry } from './patient-retry.ts';
import { COLUMNS, type Row, type Table, type Value } from '../rows.ts';

interface Statement {
  readonly query: string;
  readonly params: (Value | undefined)[];
}

const INSERTS = Object.fromEntries(
  Object.entries(COLUMNS).map(([table, columns]) => {
    const holes = columns.map(() => '?').join(', ');
    return [table, `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${holes})`];
  }),
) as Record<Table, string>;

/** Undefined values are sent as "unset", which the driver does by itself. */
function statement({ table, values }: Row): Statement {
  const byColumn: Readonly<Record<string, Value | undefined>> = values;
  return { query: INSERTS[table], params: COLUMNS[table].map((column) => byColumn[column]) };
}

function partitionOf({ table, values }: Row): string {
  const byColumn: Readonly<Record<string, Value | undefined>> = values;
  return `${table} ${String(byColumn[COLUMNS[table][0]])}`;
}

/** Rows of one partition go as one unlogged batch: a single mutation for the server, and one answer to wait for. */
async function writePartition(client: Client, rows: readonly Row[]): Promise<void> {
  const [first, ...more] = rows.map(statement);
  if (first === undefined) return;
  const options = { prepare: true, isIdempotent: true, retry: patientRetry };
  if (more.length === 0) await client.execute(first.query, first.params, options);
  else await client.batch([first, ...more], { ...options, logged: false });
}

/** Writes the rows at once, a request for each partition. Writing them again changes nothing. */
export async function writeRows(client: Client, rows: readonly Row[]): Promise<void> {
  const partitions = new Map<string, Row[]>();
  for (const row of rows) {
    const key = partitionOf(row);
    const partition = partitions.get(key);
    if (partition) partition.push(row);
    else partitions.set(key, [row]);
  }
  await Promise.all([...partitions.values()].map((partition) => writePartition(client, partition)));
}
