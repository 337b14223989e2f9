import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { StackFault } from './stack-fault.ts';

/** Where Linux distributions, SDKMAN and Homebrew put a JDK 17 that is not the first on the PATH. */
const USUAL_PLACES = [
  { folder: '/usr/lib/jvm', inside: '' },
  { folder: '/Library/Java/JavaVirtualMachines', inside: 'Contents/Home' },
  { folder: '/opt/homebrew/opt', inside: '' },
  { folder: join(homedir(), '.sdkman/candidates/java'), inside: '' },
];
const ADVICE =
  'install a JDK 17 (Debian: apt install openjdk-17-jdk-headless; macOS: brew install openjdk@17), name its folder in JAVA17_HOME';

/**
 * The `java` of a JDK 17: Cassandra 5.0 does not start on newer ones, and the first `java` found is often newer.
 *
 * @param instead  what else helps, e.g. "or name a Cassandra in CASSANDRA_CONTACT_POINTS"
 * @throws StackFault when there is none
 */
export function java17(instead: string, env: NodeJS.ProcessEnv = process.env, places = USUAL_PLACES): string {
  const java = candidates(env, places).find((candidate) => javaMajor(versionText(candidate, env)) === 17);
  if (java === undefined) throw new StackFault(`Java 17 was not found: ${ADVICE}, ${instead}.`);
  return java;
}

/** 17 of `openjdk version "17.0.15" 2025-04-15`, 8 of `java version "1.8.0_402"`; JAVA_TOOL_OPTIONS may put lines before. */
export function javaMajor(text: string): number | undefined {
  const major = /version "(?:1\.)?(\d+)/.exec(text)?.[1];
  return major === undefined ? undefined : Number(major);
}

function candidates(env: NodeJS.ProcessEnv, places: typeof USUAL_PLACES): string[] {
  const named = [env['JAVA17_HOME'], env['JAVA_HOME']].flatMap((home) => (home ? [home] : []));
  return [...named.map(javaOf), 'java', ...usualHomes(places).map(javaOf)];
}

function javaOf(home: string): string {
  return join(home, 'bin', 'java');
}

function usualHomes(places: typeof USUAL_PLACES): string[] {
  return places.flatMap(({ folder, inside }) => {
    const homes = existsSync(folder) ? readdirSync(folder).filter((name) => name.includes('17')) : [];
    return homes.map((home) => join(folder, home, inside));
  });
}

function versionText(java: string, env: NodeJS.ProcessEnv): string {
  return spawnSync(java, ['-version'], { env, encoding: 'utf8' }).stderr ?? '';
}
