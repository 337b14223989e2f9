import type cassandra from 'cassandra-driver';
import { setUpReportStore } from '../adapters/cassandra/setup.ts';
import { cassandraClient } from '../adapters/cassandra/client.ts';
import { readConfig } from '../config/config.ts';
import { cassandraOptions, ownKeyspace } from '../config/connections.ts';
import type { Values } from '../config/variables.ts';

/** Reads what a stack says as the programs do. */
export function stackValues(env: Readonly<Record<string, string>>): Values {
  return readConfig(env, ['CASSANDRA_CONTACT_POINTS', 'REPORT_KEYSPACE_REPLICATION'], () => '');
}

/** Runs `use` with a client of the stack's Cassandra, closed afterwards. */
export async function withCassandra<T>(values: Values, use: (client: cassandra.Client) => Promise<T>): Promise<T> {
  const client = cassandraClient(cassandraOptions(values));
  try {
    return await use(client);
  } finally {
    await client.shutdown();
  }
}

export async function makeReportStore(values: Values): Promise<void> {
  const { keyspace } = ownKeyspace(values);
  await withCassandra(values, (client) => setUpReportStore(client, keyspace, values.REPORT_KEYSPACE_REPLICATION ?? ''));
}
