import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { java17, javaMajor } from '../../dev/stack/java.ts';
import { onPath } from '../../dev/stack/on-path.ts';
import { isNewEnough } from '../../dev/stack/temporal-build.ts';
import { temporaryFolder } from './temporary-folder.ts';

test.each([
  ['openjdk version "17.0.15" 2025-04-15', 17],
  ['openjdk version "17-ea" 2021-09-14', 17],
  ['java version "1.8.0_402"', 8],
  ['openjdk version "25" 2025-09-16', 25],
  ['Picked up JAVA_TOOL_OPTIONS: -Dx="1.7"\nopenjdk version "17.0.1" 2021-10-19', 17],
  ['The operation could not be completed. Unable to locate a Java Runtime.', undefined],
])('%s is Java %s', (text, major) => {
  expect(javaMajor(text)).toBe(major);
});

/** A folder with one JDK in it, whose `java` tells this version. */
function folderOfJdk(version: string): { folder: string; home: string } {
  const folder = temporaryFolder();
  const home = join(folder, `jdk-${version}`);
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'bin', 'java'), `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`);
  chmodSync(join(home, 'bin', 'java'), 0o755);
  return { folder, home };
}

test('a newer Java in JAVA_HOME is passed over for a Java 17 in JAVA17_HOME or one of the usual places', () => {
  const newer = folderOfJdk('25.0.1');
  const { folder, home } = folderOfJdk('17.0.9');
  const env = { JAVA_HOME: newer.home, PATH: join(newer.home, 'bin') };
  expect(java17('', { ...env, JAVA17_HOME: home }, [])).toBe(join(home, 'bin', 'java'));
  expect(java17('', env, [{ folder, inside: '' }])).toBe(join(home, 'bin', 'java'));
});

test('without a Java 17 one sentence says what is missing, how to get it and what else helps', () => {
  const instead = 'or name a Cassandra in CASSANDRA_CONTACT_POINTS';
  expect(() => java17(instead, { PATH: '' }, [])).toThrow(
    /^Java 17 was not found: install a JDK 17 .*, or name a Cassandra in CASSANDRA_CONTACT_POINTS\.$/,
  );
});

test('a program that is not on the PATH is named with the advice', () => {
  expect(() => onPath('mvn', 'install Maven', { PATH: '/nowhere' })).toThrow(
    'mvn was not found on the PATH: install Maven.',
  );
});

test.each([
  ['temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)', true],
  ['temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)', true],
  ['temporal version 2.0.0 (Server 2.0.0, UI 3.0.0)', true],
  ['temporal version 1.3.0 (Server 1.27.1, UI 2.36.0)', false],
  ['tctl version 1.18.0', false],
])('%s: heeds fairness keys: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});
