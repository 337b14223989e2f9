import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runBuildStep } from './build-step.ts';
import { cachedBuild } from './cached-build.ts';
import { lookUp, onPath } from './on-path.ts';

const CLI_VERSION = '1.5.1';
/** The first server whose matching knows fairness keys. */
const OLDEST_SERVER = [1, 29] as const;
const ADVICE =
  'install Go (https://go.dev/doc/install) or the temporal command line, or name a Temporal in TEMPORAL_ADDRESS';

/** The `temporal` program: the one on the PATH when it is new enough, else the cached build, else built by Go. */
export async function temporalProgram(say: (line: string) => void, signal?: AbortSignal): Promise<string> {
  const installed = lookUp('temporal', process.env);
  if (installed !== undefined && isNewEnough(versionText(installed))) return installed;
  if (installed !== undefined) say(`${installed} is older than server ${OLDEST_SERVER.join('.')}, using an own build`);
  const folder = await cachedBuild({
    name: `temporal-${CLI_VERSION}`,
    build: (draft, log) => goInstall(draft, log, say, signal),
    say,
  });
  return join(folder, 'temporal');
}

/** From `temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)`; a build by Go calls itself 0.0.0-DEV, so the server counts. */
export function isNewEnough(version: string): boolean {
  const [, major, minor] = /Server (\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return false;
  const [oldestMajor, oldestMinor] = OLDEST_SERVER;
  return Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor);
}

function versionText(program: string): string {
  return spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '';
}

async function goInstall(
  folder: string,
  log: string,
  say: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const go = onPath('go', ADVICE);
  say(`building Temporal ${CLI_VERSION} with Go, about 2 minutes (once; log ${log})`);
  await runBuildStep({
    what: `building Temporal ${CLI_VERSION}`,
    command: go,
    args: ['install', `github.com/temporalio/cli/cmd/temporal@v${CLI_VERSION}`],
    env: { ...process.env, GOBIN: folder },
    cwd: folder,
    log,
    say,
    signal,
  });
}
