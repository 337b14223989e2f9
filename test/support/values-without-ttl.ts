import type { Client, types } from 'cassandra-driver';
import { OWN_TABLES } from '../../adapters/cassandra/own-schema.ts';

/** Names of its stored objects, unfinished ones too. */
export async function objectIdsOf(client: Client, keyspace: string, reportId: string): Promise<string[]> {
  const query = `SELECT object_id FROM ${keyspace}.report_object WHERE report_id = ?`;
  return (await client.execute(query, [reportId])).rows.map((row) => row['object_id']);
}

/** Values of a report that would stay for ever, e.g. `report_chunk.data`. (Downloads are meant to: docs/operate.md.) */
export async function valuesWithoutTtl(client: Client, keyspace: string, reportId: string): Promise<string[]> {
  const objectIds = await objectIdsOf(client, keyspace, reportId);
  const partitions: readonly (readonly [table: string, key: readonly unknown[]])[] = [
    ['report', [reportId]],
    ['delivery', [reportId, 'report']],
    ['delivery', [reportId, 'notice']],
    ['report_object', [reportId]],
    ...objectIds.map((objectId) => ['report_chunk', [reportId, objectId, 0]] as const),
  ];
  const found = await Promise.all(
    partitions.map(async ([table, key]) => {
      const { query, values } = ttlQuery(keyspace, table, key.length);
      const { rows } = await client.execute(query, [...key]);
      const stays = (row: types.Row, value: string) => row[value] !== null && row[`ttl_${value}`] === null;
      return rows.flatMap((row) => values.filter((value) => stays(row, value)).map((value) => `${table}.${value}`));
    }),
  );
  return found.flat();
}

function ttlQuery(keyspace: string, table: string, keyLength: number) {
  const own = OWN_TABLES[table];
  if (own === undefined) throw new Error(`there is no table ${table}`);
  const keys: readonly string[] = own.key.match(/\w+/g) ?? [];
  const values = Object.keys(own.columns).filter((column) => !keys.includes(column));
  const wanted = values.map((value) => `${value}, ttl(${value}) AS ttl_${value}`).join(', ');
  const where = keys.slice(0, keyLength).map((key) => `${key} = ?`);
  return { query: `SELECT ${wanted} FROM ${keyspace}.${table} WHERE ${where.join(' AND ')}`, values };
}
