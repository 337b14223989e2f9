import { setUpReportStore } from '../../adapters/cassandra/setup.ts';
import { setUpSearchAttributes } from '../../client/search-attributes.ts';
import { ownKeyspace } from '../../config/connections.ts';
import type { Connections } from '../connections.ts';
import type { Output } from '../output.ts';

/** Own keyspace and tables, and Temporal's search attributes; again and again without harm. */
export async function setup(connections: Connections, out: Output): Promise<number> {
  const { keyspace } = ownKeyspace(connections.values);
  await setUpReportStore(connections.cassandra(), keyspace, connections.values.REPORT_KEYSPACE_REPLICATION ?? '');
  out.say(`Cassandra: keyspace ${keyspace} and its tables are there.`);
  const added = await setUpSearchAttributes(await connections.temporal());
  const told = added.length === 0 ? 'all search attributes are there' : `added ${added.join(', ')}`;
  out.answer({ keyspace, searchAttributesAdded: added }, [`Temporal: ${told}.`]);
  return 0;
}
