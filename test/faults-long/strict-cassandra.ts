import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startStrictCassandra } from '../../dev/stack/cassandra-server.ts';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { startStack, type Stack } from '../../dev/stack/start-stack.ts';

/**
 * A Cassandra that asks for a login and gives up reads early, for the tests of a file, in place of the environment's: to be
 * imported before what reads the environment.
 */

const FOLDER = '.stack/strict';
/** Of deleted cells that a read may step over. */
const MOST_DELETED = 2_000;

let stack: Stack | undefined;

beforeAll(async () => {
  const { signal } = new AbortController();
  const say = () => undefined;
  stack = await startStack({ dataDir: FOLDER, servers: [], searchAttributes: {}, say });
  const folder = join(CHECKOUT, FOLDER, 'cassandra');
  rmSync(folder, { recursive: true, force: true });
  const launch = { folder, say, signal, run: stack.run };
  const { env } = await startStrictCassandra(launch, { tombstone_failure_threshold: MOST_DELETED });
  Object.assign(process.env, env);
});
afterAll(() => stack?.stop());
