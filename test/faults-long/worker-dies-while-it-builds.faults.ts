import { randomUUID } from 'node:crypto';
import { cancelled } from '@temporalio/activity';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { CHUNK_BYTES } from '../../adapters/cassandra/chunks.ts';
import { ownKeyspace } from '../../config/connections.ts';
import type { Bytes } from '../../report/ports.ts';
import { readReportFile } from '../../report/report-file.ts';
import { PAGES_IN_FLIGHT } from '../../workflows/read-pages.ts';
import { expectAlwaysTrue } from '../faults/always-true.ts';
import { firstTimes } from '../faults/ports-that-stop.ts';
import { stage } from '../faults/real-stage.ts';
import { note } from '../faults/seen.ts';
import { withoutNewIds } from '../faults/without.ts';
import { serverValues } from '../support/cassandra.ts';
import { changedBundle, workflowBundle } from '../support/workflow-bundle.ts';
import { storedObjects } from './stored-objects.ts';
import { built, type Built } from './killed-while-it-builds.ts';

const MISSED_WITHIN_MS = 30_000;
/** A worker that starts tries the query once. */
const READS_AT_START = 1;
/** A call of listPages finds four pages, a read each. */
const READS_A_LISTING = 4;

let undisturbedReads = 0;
let pages = 0;

beforeAll(() =>
  built(null, async ({ reads, history }) => {
    undisturbedReads = reads;
    pages = history.completed('writePage');
  }),
);

const repeated = ({ history }: Built, step: string) => history.attempts(step).filter((attempt) => attempt > 1).length;
const pageNo = (no: number) => `page-${String(no).padStart(4, '0')}.`;

/** The step in which it is killed, and what stands in the request at which it is. */
const MOMENTS: Readonly<Record<string, readonly [step: string, text: () => string]>> = {
  'before any row': ['writePage', () => pageNo(0)],
  'at page 10 of twenty': ['writePage', () => pageNo(9)],
  'at the last page': ['writePage', () => pageNo(pages - 1)],
  'during assembly': ['assembleReport', () => 'assembling'],
};

async function expectGoneOn(run: Built): Promise<void> {
  const { scenario, reads, missedAfterMs } = run;
  const again = repeated(run, 'writePage');
  const readAgain = reads - undisturbedReads - READS_AT_START;
  note(`${pages} pages, again: ${again}, reads again: ${readAgain}, after ${(missedAfterMs / 1_000).toFixed(1)} s`);
  expect(await scenario.entry()).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
  expect(scenario.reports).toHaveLength(1);
  expect(missedAfterMs).toBeLessThanOrEqual(MISSED_WITHIN_MS);
  expect(again).toBeLessThanOrEqual(PAGES_IN_FLIGHT);
  expect(readAgain).toBeLessThanOrEqual(again + repeated(run, 'listPages') * READS_A_LISTING);
}

describe.concurrent('a worker killed in any step but sending', () => {
  test.each(Object.entries(MOMENTS))(
    '%s: another goes on, and reads again what was under way',
    async (_, [step, text]) => {
      expect(pages).toBeGreaterThanOrEqual(20);
      await built(
        (request) => request.includes(text()),
        async (run) => {
          expect(repeated(run, step)).toBeGreaterThan(0);
          await expectGoneOn(run);
        },
      );
    },
  );

  test.each([
    ['as it is: its silence is noticed, and another goes on', null, 'sent'],
    ['counter-proof: when nobody listens for heartbeats, the time for reading passes', WITHOUT_HEARTBEAT, 'late'],
  ] as const)('in a page, %s', async (_, change, outcome) => {
    const taskQueue = randomUUID();
    const dies = firstTimes(1, cancelled);
    await using scenario = await stage().scenario({
      input: { deadlineMs: 90_000 },
      taskQueue,
      steps: (real) => ({ ...real, writePage: (input) => dies().then(() => real.writePage(input)) }),
    });
    const code = await (change === null ? workflowBundle() : changedBundle(change));
    const worker = await stage().worker(taskQueue, { workflowBundle: code, shutdownGraceTime: 0 });
    expect((await worker.runUntil(scenario.end())).result).toMatchObject({ outcome });
    await expectAlwaysTrue(scenario);
  });
});

const WITHOUT_HEARTBEAT = { file: 'steps.ts', from: "  heartbeatTimeout: '25s',\n} as const", to: '} as const' };

/** The last statement of a stored object, which has its hash. */
const COMPLETE = /page-0005\.[0-9a-f]{10}[^]{0,40}[0-9a-f]{64}/;

describe.concurrent('a worker killed when an object is stored and nobody has heard of it', () => {
  test('it is written again under another id; the first one is never read, and expires', () =>
    built(
      (request) => COMPLETE.test(request),
      async (run) => {
        await expectGoneOn(run);
        const { reportId } = run.scenario.input;
        const rows = await storedObjects(reportId);
        expect(rows.every(({ ttl }) => ttl > 0)).toBe(true);
        const twice = rows.filter(({ objectId }) => objectId.startsWith(pageNo(5)));
        expect(twice).toHaveLength(2);
        expect(twice[0]?.sha256).toBe(twice[1]?.sha256);
        const file = (await run.scenario.entry())?.file;
        if (!file) throw new Error('the ledger names no file');
        const { parts } = await readReportFile(stage().deps.store, reportId, file);
        const used = parts.filter(({ objectId }) => twice.some((one) => one.objectId === objectId));
        expect(used).toHaveLength(1);
        note(`${rows.length} objects stored, ${parts.length} of them in the file`);
      },
    ));

  const { keyspace } = ownKeyspace(serverValues());
  test.each([
    ['as it is: the shorter page that follows is whole', (real: Dependencies) => real, 'sent', undefined],
    [
      'counter-proof: under the same id the longer one leaves its tail behind',
      (real: Dependencies) => withoutNewIds(stage().cassandra, keyspace)(real),
      'failed',
      'StoredObjectDamaged',
    ],
  ] as const)('%s', async (_, part, outcome, code) => {
    const isFirst = firstTime();
    await using scenario = await stage().scenario({ deps: (real) => dyingAfterAPage(part(real), isFirst) });
    const { result, failure } = await scenario.end();
    expect([result?.outcome, failure?.type]).toEqual([outcome, code]);
    expect((await scenario.history()).attempts('writePage')).toEqual([2]);
    await expectAlwaysTrue(scenario);
  });
});

function firstTime(): () => boolean {
  let times = 0;
  return () => (times += 1) === 1;
}

/** Stores a page that has more learners than will be there the next time, and is heard of no more. */
function dyingAfterAPage(real: Dependencies, isFirst: () => boolean): Dependencies {
  const longer = async function* (content: Bytes) {
    yield* content;
    yield Buffer.alloc(2 * CHUNK_BYTES, 'x');
  };
  const write: Dependencies['store']['write'] = async (reportId, prefix, content) => {
    if (!prefix.startsWith('page-') || !isFirst()) return real.store.write(reportId, prefix, content);
    await real.store.write(reportId, prefix, longer(content));
    throw new Error('the worker is dead');
  };
  return { ...real, store: { ...real.store, write } };
}
