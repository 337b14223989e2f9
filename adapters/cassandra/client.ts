import { readFileSync } from 'node:fs';
import cassandra from 'cassandra-driver';

export interface CassandraOptions {
  /** `host:port` each. */
  readonly contactPoints: readonly string[];
  readonly localDataCenter: string;
  readonly username: string | null;
  readonly password: string | null;
  readonly tls: TlsFiles | null;
}

export interface TlsFiles {
  readonly caFile: string | null;
  readonly certFile: string | null;
  readonly keyFile: string | null;
}

/** @param name as CQL writes it, e.g. LOCAL_QUORUM */
export function consistencyOf(name: string): number {
  const camelCase = name.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return cassandra.types.consistencies[camelCase as keyof typeof cassandra.types.consistencies];
}

/** Well below the 25 s heartbeat timeout: a slow read must fail before silence looks like death. */
const READ_TIMEOUT_MS = 8_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** A cluster that comes back is used within this; the driver's own pauses grow to ten minutes, a third of a report's time. */
const LONGEST_PAUSE_MS = 15_000;

/** One client a process. Not connected yet: the first statement does that, so a root can start while Cassandra is away. */
export function cassandraClient(options: CassandraOptions): cassandra.Client {
  return new cassandra.Client(clientOptions(options));
}

export function clientOptions(options: CassandraOptions): cassandra.ClientOptions {
  const { username, password, tls } = options;
  const { consistencies } = cassandra.types;
  return {
    contactPoints: [...options.contactPoints],
    localDataCenter: options.localDataCenter,
    ...(username === null ? {} : { authProvider: new cassandra.auth.PlainTextAuthProvider(username, password ?? '') }),
    ...(tls === null ? {} : { sslOptions: tlsOptions(tls) }),
    // The driver's own defaults are: not prepared, not idempotent (so never retried), 5,000 rows a page, which stalls the
    // event loop for 190 to 300 ms with rows of 1 KB.
    queryOptions: { prepare: true, isIdempotent: true, consistency: consistencies.localQuorum, fetchSize: 500 },
    // The driver asks the nodes that it finds by itself on this port, which else is 9042 whatever the contact points say.
    protocolOptions: { port: portOf(options.contactPoints) },
    socketOptions: { readTimeout: READ_TIMEOUT_MS, connectTimeout: CONNECT_TIMEOUT_MS },
    // The server stamps writes: with the client's clock a worker that is ahead would win for ever.
    policies: {
      timestampGeneration: null as never,
      reconnection: new cassandra.policies.reconnection.ExponentialReconnectionPolicy(1_000, LONGEST_PAUSE_MS),
    },
    pooling: { maxRequestsPerConnection: 1024 },
  };
}

function portOf([first = '']: readonly string[]): number {
  return Number(/:(\d+)$/.exec(first)?.[1] ?? 9_042);
}

function tlsOptions({ caFile, certFile, keyFile }: TlsFiles) {
  const read = (file: string | null) => (file === null ? undefined : readFileSync(file));
  return { ca: read(caFile), cert: read(certFile), key: read(keyFile), rejectUnauthorized: true };
}
