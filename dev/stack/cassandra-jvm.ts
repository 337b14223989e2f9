import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Packages of the JDK that Cassandra 5.0 reaches into on Java 17 (its conf/jvm17-server.options). */
const EXPORTS = [
  'java.base/jdk.internal.misc',
  'java.base/java.lang.ref',
  'java.management.rmi/com.sun.jmx.remote.internal.rmi',
  'java.rmi/sun.rmi.registry',
  'java.rmi/sun.rmi.server',
  'java.sql/java.sql',
  'jdk.attach/sun.tools.attach',
  'jdk.compiler/com.sun.tools.javac.file',
  'jdk.unsupported/sun.misc',
];
const OPENS = [
  'java.base/java.io',
  'java.base/java.lang',
  'java.base/java.lang.module',
  'java.base/java.lang.reflect',
  'java.base/java.util',
  'java.base/jdk.internal.loader',
  'java.base/jdk.internal.math',
  'java.base/jdk.internal.module',
  'java.base/jdk.internal.ref',
  'java.base/jdk.internal.reflect',
  'java.base/jdk.internal.util.jar',
  'java.base/sun.nio.ch',
  'jdk.compiler/com.sun.tools.javac',
  'jdk.management/com.sun.management.internal',
];

export interface CassandraJvm {
  /** Folder of the jars. */
  lib: string;
  /** Folder of cassandra.yaml, logback.xml, data. */
  folder: string;
  /** As -Xmx takes it: "1G". */
  heap: string;
  /** A node without others need not wait for them: saves half a minute of start and 2 s of stop. */
  alone: boolean;
}

export function cassandraArguments({ lib, folder, heap, alone }: CassandraJvm): string[] {
  return [
    `-javaagent:${join(lib, jammJar(lib))}`,
    // No -Xms: Cassandra locks the heap it begins with in memory, and most tests never need the whole of it.
    `-Xmx${heap}`,
    '-XX:+UseG1GC',
    '-XX:+ExitOnOutOfMemoryError',
    // What a kill -9 leaves behind must lie in the data folder, not in /tmp or the user's cache.
    '-XX:-UsePerfData',
    `-Djava.io.tmpdir=${join(folder, 'tmp')}`,
    `-Djna.tmpdir=${join(folder, 'tmp')}`,
    '-Djdk.attach.allowAttachSelf=true',
    '-Dio.netty.tryReflectionSetAccessible=true',
    ...EXPORTS.flatMap((name) => ['--add-exports', `${name}=ALL-UNNAMED`]),
    ...OPENS.flatMap((name) => ['--add-opens', `${name}=ALL-UNNAMED`]),
    // Else it closes stdout, and with it the log, as soon as it is up.
    '-Dcassandra-foreground=yes',
    `-Dcassandra.config=${pathToFileURL(join(folder, 'cassandra.yaml')).href}`,
    `-Dcassandra.storagedir=${folder}`,
    `-Dlogback.configurationFile=${join(folder, 'logback.xml')}`,
    ...waits(alone),
    '-cp',
    join(lib, '*'),
    'org.apache.cassandra.service.CassandraDaemon',
  ];
}

/** Tried: with a ring delay of 0 a joining node gives up with "Unable to contact any seeds"; 3 s is enough. */
function waits(alone: boolean): string[] {
  if (!alone) return ['-Dcassandra.ring_delay_ms=3000'];
  return [
    '-Dcassandra.ring_delay_ms=0',
    '-Dcassandra.skip_wait_for_gossip_to_settle=0',
    '-Dcassandra.shutdown_announce_in_ms=0',
    // The first role, where a node asks for a login: made 10 s after the start, so that others may come first.
    '-Dcassandra.superuser_setup_delay_ms=0',
  ];
}

function jammJar(lib: string): string {
  const jar = readdirSync(lib).find((name) => /^jamm-.*\.jar$/.test(name));
  if (jar === undefined) throw new Error(`no jamm jar in ${lib}`);
  return jar;
}
