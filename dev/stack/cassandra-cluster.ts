import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { cassandraLib } from './cassandra-build.ts';
import type { CassandraPorts } from './cassandra-config.ts';
import { cassandraAnswers, cassandraNode, type CassandraNode } from './cassandra-node.ts';
import { freePortOnAll } from './free-port.ts';
import { java17 } from './java.ts';
import type { Launch } from './launch.ts';
import type { ServerProcess } from './server-process.ts';
import { untilReady } from './until-ready.ts';

const ADDRESSES = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
/** Holds a few thousand learners; three of these and a Temporal server want 3 GB. */
const HEAP = '512M';

export interface CassandraCluster {
  readonly env: Readonly<Record<string, string>>;
  readonly nodes: readonly ServerProcess[];
  /** Starts one that has ended again, with the data that it had, and waits until it answers. */
  restart(no: number): Promise<void>;
}

/** Three new nodes that know each other. Each is a seed, and seeds do not wait for one another: they start side by side. */
export async function startCassandraCluster(launch: Launch): Promise<CassandraCluster> {
  const java = java17('it is what Cassandra runs on');
  const lib = await cassandraLib(launch.say, launch.signal);
  const ports = { native: await freePortOnAll(ADDRESSES), storage: await freePortOnAll(ADDRESSES) };
  const settings = ADDRESSES.map((address) => {
    const folder = join(launch.folder, address);
    rmSync(folder, { recursive: true, force: true });
    return { address, folder, ports, seeds: ADDRESSES, heap: HEAP, java, lib };
  });
  const nodes = await Promise.all(settings.map((node) => start(launch, node)));
  return {
    env: environment(ports),
    nodes,
    restart: async (no) => {
      const node = settings[no];
      if (node !== undefined) nodes[no] = await start(launch, node);
    },
  };
}

async function start({ run, say, signal }: Launch, node: CassandraNode): Promise<ServerProcess> {
  const server = run({ ...cassandraNode(node), name: `Cassandra on ${node.address}` });
  await untilReady(server, { answers: () => cassandraAnswers(node), withinMs: 240_000, say, signal });
  return server;
}

function environment({ native }: CassandraPorts): Record<string, string> {
  return {
    CASSANDRA_CONTACT_POINTS: ADDRESSES.map((address) => `${address}:${native}`).join(','),
    CASSANDRA_LOCAL_DATACENTER: 'datacenter1',
    REPORT_KEYSPACE_REPLICATION: "{'class': 'NetworkTopologyStrategy', 'datacenter1': 3}",
  };
}
