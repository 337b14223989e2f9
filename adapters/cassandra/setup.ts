import type { Client } from 'cassandra-driver';
import { knownError } from './known-errors.ts';
import { ownSchema } from './own-schema.ts';

/** Makes our keyspace and tables where they are missing. @throws ReportError StoreUnavailable, SourceForbidden, SourceLoginRefused */
export async function setUpReportStore(client: Client, keyspace: string, replication: string): Promise<void> {
  try {
    for (const statement of ownSchema(keyspace, replication)) await client.execute(statement, [], { prepare: false });
  } catch (error) {
    throw knownError(error, 'store');
  }
}
