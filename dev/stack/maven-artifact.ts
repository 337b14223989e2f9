import { writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { runBuildStep } from './build-step.ts';
import { java17 } from './java.ts';
import { onPath } from './on-path.ts';

export interface MavenArtifact {
  groupId: string;
  artifactId: string;
  version: string;
}

export interface MavenCopy {
  artifact: MavenArtifact;
  folder: string;
  log: string;
  /** What else helps when Maven is missing. */
  instead: string;
  say(line: string): void;
  signal?: AbortSignal | undefined;
}

/** Pinned, as Maven otherwise takes whichever version its own release was built with. */
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';

/** Puts an artifact's jar and all it needs at run time into `folder`/lib. */
export async function copyMavenArtifact({ artifact, folder, log, instead, say, signal }: MavenCopy): Promise<void> {
  const java = java17(instead);
  const mvn = onPath('mvn', `install Maven (Debian: apt install maven; macOS: brew install maven), ${instead}`);
  writeFileSync(join(folder, 'pom.xml'), pom(artifact));
  const name = `${artifact.artifactId} ${artifact.version}`;
  say(`fetching ${name} by Maven (once; log ${log})`);
  await runBuildStep({
    what: `fetching ${name}`,
    command: mvn,
    args: [...userArguments(), '-B', `${PLUGIN}:copy-dependencies`, '-DincludeScope=runtime', '-DoutputDirectory=lib'],
    env: mavenEnvironment(java),
    cwd: folder,
    log,
    say,
    signal,
  });
}

/** Maven before 3.9 does not read MAVEN_ARGS itself; later ones would then read it twice, so it is taken out below. */
function userArguments(): string[] {
  return process.env['MAVEN_ARGS']?.split(/\s+/).filter((argument) => argument !== '') ?? [];
}

function mavenEnvironment(java: string): NodeJS.ProcessEnv {
  const home = isAbsolute(java) ? { JAVA_HOME: dirname(dirname(java)) } : {};
  return { ...process.env, ...home, MAVEN_ARGS: '' };
}

function pom({ groupId, artifactId, version }: MavenArtifact): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>course-progress-report</groupId>
  <artifactId>copy-${artifactId}</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>${groupId}</groupId>
      <artifactId>${artifactId}</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`;
}
