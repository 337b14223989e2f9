import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startCassandraCluster, type CassandraCluster } from '../../dev/stack/cassandra-cluster.ts';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { startStack, type Stack } from '../../dev/stack/start-stack.ts';
import { testClient } from '../support/cassandra.ts';

/**
 * Three Cassandra nodes for the tests of a file, in place of the environment's one: to be imported before what reads the
 * environment.
 */

const FOLDER = '.stack/nodes';
const KEYSPACES = ['sunbird', 'sunbird_courses', 'dev_hierarchy_store', 'course_report_demo'];
const say = () => undefined;

let stack: Stack | undefined;
let cluster: CassandraCluster | undefined;

beforeAll(async () => {
  const { signal } = new AbortController();
  stack = await startStack({ dataDir: FOLDER, servers: [], searchAttributes: {}, say });
  cluster = await startCassandraCluster({ folder: join(CHECKOUT, FOLDER), say, signal, run: stack.run });
  Object.assign(process.env, cluster.env);
  await makeKeyspaces(cluster.env['REPORT_KEYSPACE_REPLICATION'] ?? '');
});
afterAll(async () => {
  for (const node of cluster?.nodes ?? []) signalTo(node, 'SIGCONT');
  await stack?.stop();
});

/** Before the schema makes them with one copy of each row. */
async function makeKeyspaces(replication: string): Promise<void> {
  const client = testClient();
  const make = (name: string) => `CREATE KEYSPACE ${name} WITH replication = ${replication}`;
  for (const name of KEYSPACES) await client.execute(make(name), [], { prepare: false });
  await client.shutdown();
}

type Node = CassandraCluster['nodes'][number];

function signalTo({ pid, end }: Node, signal: NodeJS.Signals): void {
  if (end === undefined) process.kill(-pid, signal);
}

function node(no: number): Node {
  const found = cluster?.nodes[no];
  if (found === undefined) throw new Error(`there is no node ${no}`);
  return found;
}

/** As a power cut does it. */
export async function kill(no: number): Promise<void> {
  signalTo(node(no), 'SIGKILL');
  await node(no).ended;
}

/** Starts it if it has been killed. */
export async function bringBack(no: number): Promise<void> {
  if (node(no).end !== undefined) await cluster?.restart(no);
}

/** Its connections stay open, and nothing is answered. */
export const freeze = (no: number): void => signalTo(node(no), 'SIGSTOP');
export const wake = (no: number): void => signalTo(node(no), 'SIGCONT');
