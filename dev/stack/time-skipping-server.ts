import { chmodSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runBuildStep } from './build-step.ts';
import { cachedBuild } from './cached-build.ts';
import { java17 } from './java.ts';
import { copyMavenArtifact } from './maven-artifact.ts';

const VERSION = '1.31.0';
const INSTEAD = 'which the tests of the 30-minute story need';

/**
 * The program whose one argument is a port: Temporal's test server that skips time while nobody works. From Maven, as
 * the download that the SDK itself would do has no place in an installation that only reaches package registries.
 */
export async function timeSkippingServer(say: (line: string) => void, signal?: AbortSignal): Promise<string> {
  const java = java17(INSTEAD);
  const folder = await cachedBuild({
    name: `temporal-test-server-${VERSION}`,
    build: async (draft, log) => {
      const artifact = { groupId: 'io.temporal', artifactId: 'temporal-test-server', version: VERSION };
      await copyMavenArtifact({ artifact, folder: draft, log, instead: INSTEAD, say, signal });
      await compileLauncher(java, draft, log, say, signal);
    },
    say,
  });
  return writeScript(folder, java);
}

/** The server's own main listens on every address of the machine; this one on 127.0.0.1 alone. */
const LAUNCHER = `import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.TestServicesStarter;
import java.net.InetSocketAddress;

class LoopbackTestServer {
  public static void main(String[] args) throws Exception {
    boolean lockTimeSkipping = true;
    long startAtNow = 0;
    var address = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0]));
    var server = NettyServerBuilder.forAddress(address);
    new TestServicesStarter(lockTimeSkipping, startAtNow).getServices().forEach(server::addService);
    server.build().start().awaitTermination();
  }
}
`;

async function compileLauncher(
  java: string,
  folder: string,
  log: string,
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const source = join(folder, 'LoopbackTestServer.java');
  writeFileSync(source, LAUNCHER);
  await runBuildStep({
    what: 'compiling the launcher of the time-skipping server',
    command: java,
    args: ['-m', 'jdk.compiler/com.sun.tools.javac.Main', '-cp', jars(folder), '-d', folder, source],
    env: process.env,
    cwd: folder,
    log,
    say,
    signal,
  });
}

/** One by one: the compiler, started as a module, does not know the asterisk. */
function jars(folder: string): string {
  const lib = join(folder, 'lib');
  return readdirSync(lib)
    .map((jar) => join(lib, jar))
    .join(delimiter);
}

/**
 * Written at each call, as the Java found may be another than when the jars were fetched. Its stderr goes to a file: it
 * begins with three lines about logging, and would be in the middle of the test report.
 */
function writeScript(folder: string, java: string): string {
  const script = join(folder, 'time-skipping-server');
  const draft = `${script}.${process.pid}`;
  const words = [
    java,
    '-Xmx256m',
    '-XX:-UsePerfData',
    '-cp',
    `${folder}:${join(folder, 'lib', '*')}`,
    'LoopbackTestServer',
  ];
  writeFileSync(draft, `#!/bin/sh\nexec ${words.map(quoted).join(' ')} "$@" 2>${quoted(`${script}.log`)}\n`);
  chmodSync(draft, 0o755);
  renameSync(draft, script);
  return script;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
