import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cassandraYaml, LOGBACK_XML, type CassandraSettings } from './cassandra-config.ts';
import { cassandraArguments } from './cassandra-jvm.ts';
import { cqlAnswers, type CqlLogin } from './cql-answers.ts';
import { serverEnvironment } from './server-environment.ts';
import type { ServerCommand } from './server-process.ts';

export interface CassandraNode extends CassandraSettings {
  lib: string;
  java: string;
  /** As -Xmx takes it. */
  heap: string;
}

/** Writes the node's two files and says how to run it; data of an earlier run in the same folder is kept. */
export function cassandraNode(node: CassandraNode): ServerCommand {
  const { address, folder, heap, java, lib, seeds } = node;
  mkdirSync(join(folder, 'tmp'), { recursive: true });
  writeFileSync(join(folder, 'cassandra.yaml'), cassandraYaml(node));
  writeFileSync(join(folder, 'logback.xml'), LOGBACK_XML);
  const alone = seeds.every((seed) => seed === address);
  return {
    name: 'Cassandra',
    command: java,
    args: cassandraArguments({ lib, folder, heap, alone }),
    // A heap said in the user's JVM options would beat the one said here.
    env: serverEnvironment(/^(_JAVA_OPTIONS|JDK_JAVA_OPTIONS|JAVA_TOOL_OPTIONS)$/),
    log: logOf(folder),
    mark: join(folder, 'logback.xml'),
  };
}

/**
 * Its own log must say so first, and after it has its ports: on one that someone else took, a foreign node would answer in
 * its place.
 */
export async function cassandraAnswers(
  { address, folder, ports }: CassandraSettings,
  login?: CqlLogin,
): Promise<boolean> {
  const log = readFileSync(logOf(folder), 'utf8');
  return log.includes('Startup complete') && (await cqlAnswers(address, ports.native, login));
}

function logOf(folder: string): string {
  return join(folder, 'system.log');
}
