import { cassandraLib } from './cassandra-build.ts';
import { cassandraAnswers, cassandraNode } from './cassandra-node.ts';
import type { CqlLogin } from './cql-answers.ts';
import { freePort } from './free-port.ts';
import { java17 } from './java.ts';
import type { Launch, Launched } from './launch.ts';
import { startOnFreePorts } from './start-on-free-ports.ts';

const ADDRESS = '127.0.0.1';
/** Holds a batch of 100,000 learners and the report's own objects with room to spare. */
const HEAP = '1G';

/** The role that Cassandra makes by itself where it asks for a login. */
const FIRST_ROLE = { username: 'cassandra', password: 'cassandra' };

/** A lone Cassandra without login, and with the time-outs of its defaults. */
export function startCassandra(launch: Launch): Promise<Launched> {
  return start(launch, {});
}

/** One that asks for a login, and gives to each role what was granted to it. */
export async function startStrictCassandra(
  launch: Launch,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Launched> {
  const { server, env } = await start(launch, { ...STRICT, ...more }, FIRST_ROLE);
  const { username, password } = FIRST_ROLE;
  return { server, env: { ...env, CASSANDRA_USERNAME: username, CASSANDRA_PASSWORD: password } };
}

const STRICT = {
  authenticator: 'PasswordAuthenticator',
  authorizer: 'CassandraAuthorizer',
  role_manager: 'CassandraRoleManager',
};

async function start(launch: Launch, more: Readonly<Record<string, unknown>>, login?: CqlLogin): Promise<Launched> {
  const { folder, say, signal } = launch;
  const java = java17('or name a Cassandra in CASSANDRA_CONTACT_POINTS');
  const lib = await cassandraLib(say, signal);
  const node = { address: ADDRESS, folder, seeds: [ADDRESS], heap: HEAP, java, lib, more };
  const { server, ports } = await startOnFreePorts(launch, {
    choosePorts: async () => ({
      native: await freePort(9042, ADDRESS, 'Cassandra', say),
      storage: await freePort(7000, ADDRESS, 'Cassandra between nodes', say),
    }),
    command: (ports) => cassandraNode({ ...node, ports }),
    answers: (ports) => cassandraAnswers({ ...node, ports }, login),
    withinMs: 180_000,
  });
  const env = { CASSANDRA_CONTACT_POINTS: `${ADDRESS}:${ports.native}`, CASSANDRA_LOCAL_DATACENTER: 'datacenter1' };
  return { server, env };
}
