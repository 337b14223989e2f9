import { cassandraLib } from './cassandra-build.ts';
import { cassandraAnswers, cassandraNode } from './cassandra-node.ts';
import { freePort } from './free-port.ts';
import { java17 } from './java.ts';
import type { Launch, Launched } from './launch.ts';
import { startOnFreePorts } from './start-on-free-ports.ts';

const ADDRESS = '127.0.0.1';
/** Holds a batch of 100,000 learners and the report's own objects with room to spare. */
const HEAP = '1G';

/** A lone Cassandra without log-in. */
export async function startCassandra(launch: Launch): Promise<Launched> {
  const { folder, say, signal } = launch;
  const java = java17('or name a Cassandra in CASSANDRA_CONTACT_POINTS');
  const lib = await cassandraLib(say, signal);
  const node = { address: ADDRESS, folder, seeds: [ADDRESS], heap: HEAP, java, lib };
  const { server, ports } = await startOnFreePorts(launch, {
    choosePorts: async () => ({
      native: await freePort(9042, ADDRESS, 'Cassandra', say),
      storage: await freePort(7000, ADDRESS, 'Cassandra between nodes', say),
    }),
    command: (ports) => cassandraNode({ ...node, ports }),
    answers: (ports) => cassandraAnswers({ ...node, ports }),
    withinMs: 180_000,
  });
  const env = { CASSANDRA_CONTACT_POINTS: `${ADDRESS}:${ports.native}`, CASSANDRA_LOCAL_DATACENTER: 'datacenter1' };
  return { server, env };
}
