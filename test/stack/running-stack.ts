import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Recorded } from '../../dev/stack/leftovers.ts';
import { run } from './program.ts';

export interface RunningStack {
  process: ChildProcess;
  env: Record<string, string>;
  /** What it started, by name. */
  servers: Record<string, Recorded>;
  /** All that it said on stderr, when it has ended. */
  said: Promise<string>;
  /** Fulfils with the exit code. */
  ended: Promise<number | null>;
}

/** `npm run stack` in a folder of the test's own, up to the moment when it prints. */
export async function runStack(folder: string): Promise<RunningStack> {
  const process = run(['dev/run.mjs', 'stack', '--data-dir', folder], withoutGivenServers());
  const ended = once(process, 'exit').then(([code]) => code);
  const said = text(process.stderr ?? Readable.from([]));
  const printed = await Promise.race([firstChunk(process), ended.then(() => undefined)]);
  if (printed === undefined) throw new Error(`the stack did not start:\n${await said}`);
  const env = Object.fromEntries(printed.trimEnd().split('\n').map(nameAndValue));
  return { process, env, servers: readServers(folder), said, ended };
}

/** A developer's own servers must not turn this into a test of nothing. */
export function withoutGivenServers(): NodeJS.ProcessEnv {
  return { ...process.env, CASSANDRA_CONTACT_POINTS: '', TEMPORAL_ADDRESS: '', SMTP_URL: '' };
}

async function firstChunk({ stdout }: ChildProcess): Promise<string | undefined> {
  for await (const chunk of stdout ?? []) return String(chunk);
  return undefined;
}

function nameAndValue(line: string): [string, string] {
  const equals = line.indexOf('=');
  return [line.slice(0, equals), line.slice(equals + 1)];
}

/** What the stack in this folder has written down so far. */
export function readServers(folder: string): Record<string, Recorded> {
  const file = join(folder, 'servers.json');
  const records: Recorded[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  return Object.fromEntries(records.map((record) => [record.name, record]));
}
