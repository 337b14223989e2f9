import type { Client } from 'cassandra-driver';
import { knownError } from './known-errors.ts';
import { missingOwnColumns } from './own-columns.ts';
import { addColumn, createKeyspace, createTable, OWN_TABLES } from './own-schema.ts';

/**
 * Makes our keyspace and tables where they are missing, and adds newer columns to older tables.
 *
 * @throws ReportError StoreUnavailable, SourceForbidden, SourceLoginRefused
 */
export async function setUpReportStore(client: Client, keyspace: string, replication: string): Promise<void> {
  const run = (statement: string) => client.execute(statement, [], { prepare: false });
  try {
    await run(createKeyspace(keyspace, replication));
    // One after the other: concurrent changes of the schema can disagree.
    for (const [name, table] of Object.entries(OWN_TABLES)) await run(createTable(keyspace, name, table));
    for (const { table, column } of await missingOwnColumns(client, keyspace))
      await run(addColumn(keyspace, table, column));
  } catch (error) {
    throw knownError(error, 'store');
  }
}
