import { randomBytes } from 'node:crypto';
import type { Client } from 'cassandra-driver';
import { cassandraClient } from '../../adapters/cassandra/client.ts';
import { setUpReportStore } from '../../adapters/cassandra/setup.ts';
import { readConfig } from '../../config/config.ts';
import { cassandraOptions } from '../../config/connections.ts';
import type { Values } from '../../config/variables.ts';

/**
 * The environment that `npm test` hands to its tests, read as the programs read theirs. Reports that are not about the line
 * of their tenant do not wait in it.
 */
export function serverValues(): Values {
  if (!process.env['CASSANDRA_CONTACT_POINTS']) {
    throw new Error(
      'These tests need a Cassandra: use `npm test`, which starts one, or export the lines that `npm run stack` prints.',
    );
  }
  const values = readConfig(process.env, ['CASSANDRA_LOCAL_DATACENTER', 'REPORT_KEYSPACE_REPLICATION'], () => '');
  return { ...values, REPORT_READINGS_PER_TENANT: 1_000 };
}

/** A client as the worker's; whoever asks for it shuts it down. */
export function testClient(): Client {
  return cassandraClient(cassandraOptions(serverValues()));
}

export interface OwnKeyspace {
  readonly client: Client;
  readonly keyspace: string;
  /** Drops the keyspace and closes the client. */
  drop(): Promise<void>;
}

/** Our own tables in a keyspace that no other test knows. */
export async function ownKeyspace(): Promise<OwnKeyspace> {
  const client = testClient();
  const keyspace = `test_${randomBytes(6).toString('hex')}`;
  await setUpReportStore(client, keyspace, serverValues().REPORT_KEYSPACE_REPLICATION ?? '');
  const drop = async () => {
    // Dropping takes a snapshot of every table first: longer than a read may.
    await client.execute(`DROP KEYSPACE IF EXISTS ${keyspace}`, [], { prepare: false, readTimeout: 60_000 });
    await client.shutdown();
  };
  return { client, keyspace, drop };
}
