import { join } from 'node:path';

export interface CassandraPorts {
  native: number;
  storage: number;
}

export interface CassandraSettings {
  address: string;
  folder: string;
  ports: CassandraPorts;
  /** Addresses of the nodes that others ask first; the node's own for a lone node. */
  seeds: readonly string[];
  /** Settings that are not the development node's. */
  more?: Readonly<Record<string, unknown>>;
}

/**
 * cassandra.yaml of a throwaway node. Time-outs and guardrails stay at their defaults: code that is tested here must
 * meet the same limits in production. One token instead of 16, as nothing is ever balanced.
 */
export function cassandraYaml({ address, folder, ports, seeds, more }: CassandraSettings): string {
  const settings = {
    cluster_name: 'course progress report, development',
    num_tokens: 1,
    partitioner: 'org.apache.cassandra.dht.Murmur3Partitioner',
    endpoint_snitch: 'SimpleSnitch',
    listen_address: address,
    rpc_address: address,
    native_transport_port: ports.native,
    storage_port: ports.storage,
    seed_provider: [
      {
        class_name: 'org.apache.cassandra.locator.SimpleSeedProvider',
        parameters: [{ seeds: seeds.map((seed) => `${seed}:${ports.storage}`).join(',') }],
      },
    ],
    data_file_directories: [join(folder, 'data')],
    commitlog_directory: join(folder, 'commitlog'),
    saved_caches_directory: join(folder, 'saved_caches'),
    hints_directory: join(folder, 'hints'),
    cdc_raw_directory: join(folder, 'cdc_raw'),
    commitlog_sync: 'periodic',
    commitlog_sync_period: '10s',
    auto_snapshot: false,
    ...more,
  };
  // JSON is YAML, and quotes every path as it must be.
  return JSON.stringify(settings, undefined, 2);
}

/** To stdout, which the stack writes into one log file together with what the JVM itself has to say. */
export const LOGBACK_XML = `<configuration>
  <appender name="stdout" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d{ISO8601} %-5level [%thread] %F:%L - %msg%n</pattern></encoder>
  </appender>
  <root level="INFO"><appender-ref ref="stdout" /></root>
</configuration>
`;
