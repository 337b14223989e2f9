import { setUpReportStore } from '../../adapters/cassandra/setup.ts';
import { setUpBatchFactsSchedule } from '../../client/batch-facts-schedule.ts';
import { setUpSearchAttributes } from '../../client/search-attributes.ts';
import { ownKeyspace } from '../../config/connections.ts';
import type { Connections } from '../connections.ts';
import type { Output } from '../output.ts';

/** Own keyspace and tables, Temporal's search attributes and Schedule; again and again without harm. */
export async function setup(connections: Connections, out: Output): Promise<number> {
  const { keyspace } = ownKeyspace(connections.values);
  await setUpReportStore(connections.cassandra(), keyspace, connections.values.REPORT_KEYSPACE_REPLICATION ?? '');
  out.say(`Cassandra: keyspace ${keyspace} and its tables are there.`);
  const temporal = await connections.temporal();
  const added = await setUpSearchAttributes(temporal);
  const scheduleAdded = await setUpBatchFactsSchedule(temporal);
  const told = added.length === 0 ? 'all search attributes are there' : `added ${added.join(', ')}`;
  out.answer({ keyspace, searchAttributesAdded: added, scheduleAdded }, [
    `Temporal: ${told}; batches are counted every night${scheduleAdded ? ', and now for the first time' : ''}.`,
  ]);
  return 0;
}
