import { describe, expect, test } from 'vitest';
import { createDirectories } from '../../activities/directories.ts';
import { boundedReads, type BoundedReads } from '../../adapters/cassandra/bounded-reads.ts';
import { cassandraClient } from '../../adapters/cassandra/client.ts';
import { cassandraOptions } from '../../config/connections.ts';
import { NO_METRICS } from '../../report/metrics.ts';
import { serverValues } from '../support/cassandra.ts';
import { demoSource } from '../support/cassandra-demo.ts';
import { heldServer } from '../../dev/chaos/held-server.ts';
import { expectAlwaysTrue } from './always-true.ts';
import { stage } from './real-stage.ts';
import { note } from './seen.ts';
import { withoutMercy } from './without.ts';

const MOST = 16;
/** Small lists of keys, so that a report of 150 learners has reads enough to be judged by. */
const KEYS = 10;
const SLOW_MS = 400;
/** One will do on a quiet machine; on one that is always slow, slowness must become the usual first. */
const MOST_REPORTS = 20;

interface Seen {
  /** Reads under way when each of them began. */
  readonly inFlight: number[];
}

function counting(reads: BoundedReads, { inFlight }: Seen): BoundedReads {
  let now = 0;
  return (read) =>
    reads(async () => {
      inFlight.push((now += 1));
      return read().finally(() => (now -= 1));
    });
}

/** A way to Cassandra that can be made slow, and reports that are read over it. @param mostOfOneConnection above it, "busy" */
async function overOwnWay(reads: BoundedReads, mostOfOneConnection?: number) {
  const way = await heldServer(process.env['CASSANDRA_CONTACT_POINTS'] ?? '');
  const client = cassandraClient({ ...cassandraOptions(serverValues()), contactPoints: [way.address] });
  const { pooling } = (client as unknown as { options: { pooling: { maxRequestsPerConnection: number } } }).options;
  if (mostOfOneConnection !== undefined) pooling.maxRequestsPerConnection = mostOfOneConnection;
  const seen: Seen = { inFlight: [] };
  const source = demoSource(client, { reads: counting(reads, seen), lookUpKeys: KEYS });
  /** One report, and how many reads were under way in the second half of it. */
  const report = async () => {
    await using scenario = await stage().scenario({
      deps: (real) => ({ ...real, source, directories: createDirectories(source) }),
    });
    seen.inFlight.length = 0;
    const { result } = await scenario.end();
    expect(result).toMatchObject({ outcome: 'sent' });
    expect(scenario.reports).toHaveLength(1);
    await expectAlwaysTrue(scenario);
    return Math.max(...seen.inFlight.slice(seen.inFlight.length / 2));
  };
  const close = async () => {
    await client.shutdown();
    await way[Symbol.asyncDispose]();
  };
  return { way, report, [Symbol.asyncDispose]: close };
}

describe.concurrent('a Cassandra that is slow or busy', () => {
  test('is asked less at once, then as much as before; the report does not notice', async () => {
    await using own = await overOwnWay(boundedReads(MOST, NO_METRICS));
    own.way.delay(SLOW_MS);
    const whileSlow = await own.report();
    expect(whileSlow).toBeLessThanOrEqual(4);
    own.way.delay(0);
    let afterwards = 0;
    let reports = 0;
    while (afterwards < MOST && reports < MOST_REPORTS) {
      afterwards = await own.report();
      reports += 1;
    }
    expect(afterwards).toBe(MOST);
    note(`in flight ${MOST}, slow ${whileSlow}, ${reports} reports later ${afterwards}`);
  });

  test('that refuses more than five at once is asked what it takes', async () => {
    await using own = await overOwnWay(boundedReads(MOST, NO_METRICS), 5);
    note(`busy above 5: in flight ${await own.report()}`);
  });

  test('counter-proof: reads without mercy go on sixteen at once', async () => {
    await using own = await overOwnWay(withoutMercy(MOST));
    own.way.delay(SLOW_MS);
    expect(await own.report()).toBe(MOST);
  });
});
