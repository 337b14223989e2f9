import { join } from 'node:path';
import { cachedBuild } from './cached-build.ts';
import { copyMavenArtifact } from './maven-artifact.ts';

export const CASSANDRA_VERSION = '5.0.8';

/** The folder of Cassandra's jars, from the cache or from the Maven repository (about 90 MB). */
export async function cassandraLib(say: (line: string) => void, signal?: AbortSignal): Promise<string> {
  const artifact = { groupId: 'org.apache.cassandra', artifactId: 'cassandra-all', version: CASSANDRA_VERSION };
  const instead = 'or name a Cassandra in CASSANDRA_CONTACT_POINTS';
  const folder = await cachedBuild({
    name: `cassandra-${CASSANDRA_VERSION}`,
    build: (draft, log) => copyMavenArtifact({ artifact, folder: draft, log, instead, say, signal }),
    say,
  });
  return join(folder, 'lib');
}
