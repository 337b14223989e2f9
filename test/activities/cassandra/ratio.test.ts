import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RefreshBatchFactsResult } from '../../../activities/api.ts';
import type { Dependencies } from '../../../activities/dependencies.ts';
import { createActivities } from '../../../activities/index.ts';
import { cassandraClicks } from '../../../adapters/cassandra/clicks.ts';
import { downloadRatio, type RatioSources } from '../../../archive/ratio.ts';
import { countFetch } from '../../../archive/count-fetch.ts';
import type { ClickSink } from '../../../report/ports.ts';
import { buildReportId } from '../../../report/request.ts';
import type { Outcome } from '../../../report/status.ts';
import { connect, type Connected } from '../../../worker/dependencies.ts';
import { ownKeyspace, serverValues, type OwnKeyspace } from '../../support/cassandra.ts';
import { type OwnSunbird, ownSunbird } from '../../support/ratio-batches.ts';
import { CLICKS, EXPECTED, FACTS, FETCHES, JULY, MAILS, WALK } from '../../support/ratio-example.ts';

// Eight tables are slow to make.
vi.setConfig({ hookTimeout: 300_000 });

let own: OwnKeyspace;
let sunbird: OwnSunbird;
let connected: Connected;
let deps: Dependencies;
let sources: RatioSources & { readonly clicks: ClickSink };

beforeAll(async () => {
  own = await ownKeyspace();
  sunbird = await ownSunbird(own.client);
  connected = connect({
    ...serverValues(),
    REPORT_KEYSPACE: own.keyspace,
    SUNBIRD_KEYSPACE: sunbird.names.sunbird,
    SUNBIRD_COURSES_KEYSPACE: sunbird.names.courses,
  });
  deps = connected.deps;
  const { downloads, batchFacts } = deps;
  sources = { downloads, batchFacts, clicks: cassandraClicks(own.client, own) };
});
afterAll(async () => {
  await connected?.close();
  await sunbird?.drop();
  await own?.drop();
});

const ULID = '01JZZZZZZZZZZZZZZZZZZZZZ';
const idOf = (courseId: string, batchId: string, no: number) =>
  buildReportId({ courseId, batchId, requesterId: 'mentor' }, `${ULID}${String(no).padStart(2, '0')}`);

/** A mail that the server took at that moment, as the fence leaves it. */
async function accepted(reportId: string, no: number, at: string, form = 'csv'): Promise<void> {
  const columns = 'report_id, subject, no, state, form, message_id';
  const query = `INSERT INTO ${own.keyspace}.delivery (${columns}) VALUES (?, 'report', ?, 'accepted', ?, '') USING TIMESTAMP ?`;
  await own.client.execute(query, [reportId, no, form, Date.parse(at) * 1_000]);
}

async function ended(reportId: string, outcome: Outcome | null, form: 'csv' | 'none' | null): Promise<void> {
  const { courseId, batchId, requesterId } = { courseId: 'c', batchId: 'b', requesterId: 'mentor' };
  await deps.ledger.open({
    ...{ reportId, courseId, batchId, requesterId, deliver: 'mail', runId: '', tenantId: null, stage: 'sending' },
    ...{ outcome, errorCode: null, errorText: null, requestedAtMs: 0, deadlineAtMs: 0, finishedAtMs: null },
    ...{ fileName: '', file: null, manifest: null, form, possibleDuplicate: false, contacts: 'masked' },
    sentToMark: null,
  });
}

async function walk(from: Dependencies, startedAtMs: number, heartbeatDetails?: unknown) {
  const environment = new MockActivityEnvironment({ heartbeatDetails }, { logger: new DefaultLogger('ERROR') });
  const heartbeats: unknown[] = [];
  environment.on('heartbeat', (details) => heartbeats.push(details));
  const { refreshBatchFacts } = createActivities(from);
  const result = environment.run(refreshBatchFacts, { startedAtMs }) as Promise<RefreshBatchFactsResult>;
  return { result: await result.catch((error: unknown) => error), lastHeartbeat: heartbeats.at(-1) };
}

async function allFacts() {
  const found = [];
  for await (const facts of deps.batchFacts.read(null)) found.push(...facts);
  return found;
}

const all = () => downloadRatio(sources, { level: 'all' }, JULY);
const fetchedOn = (reportId: string, at: string) => countFetch(deps.ledger, deps.downloads, reportId, Date.parse(at));

/** AP's batches name a school of AP and KA's organisation: the creator decides. b4 names nobody who exists. */
async function writeBatches(): Promise<void> {
  await sunbird.insert('organisation', { id: 'AP', isrootorg: true });
  await sunbird.insert('organisation', { id: 'KA', isrootorg: true });
  await sunbird.insert('organisation', { id: 'school', isrootorg: false, rootorgid: 'AP' });
  await sunbird.insert('user', { id: 'ap-creator', rootorgid: 'AP', isdeleted: true });
  const ofAp = { createdby: 'ap-creator', createdfor: ['KA', 'school'] };
  const rows = [
    { courseid: 'c1', batchid: 'b1', ...ofAp, created_date: new Date('2026-01-09T18:30:00Z'), createddate: 'ignored' },
    { courseid: 'c1', batchid: 'b2', ...ofAp, createddate: 'last summer' },
    { courseid: 'c1', batchid: 'b3', createdfor: ['lost', 'KA'], created_date: new Date('2026-07-31T18:29:59Z') },
    { courseid: 'c2', batchid: 'b4', createdby: 'nobody', createddate: '2025-12-31 18:29:59:999+0000' },
    { courseid: 'c2', batchid: 'b5', createdfor: ['school'], createddate: '2026-07-31 18:30:00:000+0000' },
  ];
  for (const row of rows) await sunbird.insert('course_batch', row);
}

describe('the worked example on a real Cassandra', () => {
  beforeAll(async () => {
    await writeBatches();
    expect((await walk(deps, WALK.startedAtMs)).result).toEqual({ batches: 5, withoutDate: 1, withoutTenant: 1 });
    // Everything is done twice, as steps are that a worker's death has cut off.
    for (const _ of ['first', 'again']) {
      for (const [courseId, batchId, reportNo, no, at] of MAILS) {
        const reportId = idOf(courseId, batchId, reportNo);
        await accepted(reportId, no, at);
        await deps.downloads.mailed({ reportId, no, form: 'csv' });
      }
      for (const [courseId, batchId, reportNo, at] of FETCHES) {
        await ended(idOf(courseId, batchId, reportNo), 'kept', 'none');
        await fetchedOn(idOf(courseId, batchId, reportNo), at);
      }
      const clicks = CLICKS.map(([courseId, batchId, at], no) => ({
        ...{ id: `click-${no}`, atMs: Date.parse(at), userId: 'mentor' },
        ...{ courseId, batchId, rootOrgId: null },
      }));
      await sources.clicks.take(clicks, new AbortController().signal);
    }
  });

  test('knows of each batch whose it is and when it was created', async () => {
    const facts = (await allFacts()).toSorted((a, b) => (a.batchId < b.batchId ? -1 : 1));
    expect(facts).toEqual(FACTS);
  });

  test.each(EXPECTED)('%o: agrees with the figures worked out by hand', async (scope, figures) => {
    expect(await downloadRatio(sources, scope, JULY)).toMatchObject(figures);
  });

  test('late, failed, refused and cancelled reports count nothing when their file is fetched, nor one under way', async () => {
    const { deliveries } = await all();
    for (const [no, outcome] of (['late', 'failed', 'refused', 'cancelled', null] as const).entries()) {
      await ended(idOf('c1', 'b3', no), outcome, null);
      await fetchedOn(idOf('c1', 'b3', no), '2026-07-10T00:00:00Z');
    }
    expect((await all()).deliveries).toBe(deliveries);
  });

  test('a report whose mail only says where to fetch it counts at the first fetch, one whose mail carries it does not', async () => {
    const { deliveries } = await all();
    await ended(idOf('c1', 'b3', 10), 'sent', 'none');
    await ended(idOf('c1', 'b1', 2), 'sent', 'csv');
    // Kept at first, then sent again by mail: the mail has counted.
    await ended(idOf('c1', 'b1', 1), 'kept', 'none');
    for (const reportId of [idOf('c1', 'b3', 10), idOf('c1', 'b1', 2), idOf('c1', 'b1', 1)])
      await fetchedOn(reportId, '2026-07-10T00:00:00Z');
    expect((await all()).deliveries).toBe(deliveries + 1);
  });

  test('a count that was cut off in the middle is completed on its own day', async () => {
    const before = await all();
    const remove = `DELETE FROM ${own.keyspace}.download_day WHERE day = '2026-07-01'`;
    await own.client.execute(remove);
    expect((await all()).deliveries).toBe(before.deliveries - 1);
    await deps.downloads.mailed({ reportId: idOf('c1', 'b1', 1), no: 1, form: 'csv' });
    expect(await all()).toEqual(before);
  });

  test('a mail whose acceptance could not be written down counts now, and once', async () => {
    const reportId = idOf('c2', 'b5', 50);
    const today = { from: null, to: '9999-01-01' };
    const count = async () => (await downloadRatio(sources, { level: 'batch', batchId: 'b5' }, today)).deliveries;
    await deps.downloads.mailed({ reportId, no: 1, form: 'zip' });
    await accepted(reportId, 1, '2026-07-31T18:30:00.000Z', 'zip');
    await deps.downloads.mailed({ reportId, no: 1, form: 'zip' });
    expect(await count()).toBe(1);
  });

  test('a batch that is gone from Sunbird stays counted, and is told', async () => {
    const before = await all();
    await own.client.execute(`DELETE FROM ${sunbird.names.courses}.course_batch WHERE courseid='c1' AND batchid='b3'`);
    expect((await walk(deps, WALK.startedAtMs + 86_400_000)).result).toMatchObject({ batches: 4 });
    const { batchesAsOf: _, ...after } = await all();
    const { batchesAsOf: __, ...rest } = before;
    expect(after).toEqual({ ...rest, batchesGone: 1 });
  });
});

describe('a walk that is broken off', () => {
  const COUNT = 900;
  const COURSES = 90;

  /** Batches of a worker that dies when it asks for its `no`-th range. */
  function dying(no: number): Dependencies {
    let asked = 0;
    const batches: Dependencies['batches'] = {
      async *batches(range) {
        asked += 1;
        for await (const rows of deps.batches.batches(range)) {
          yield rows;
          // In the middle of a range: what it found is written, and not told of.
          if (asked >= no && rows.length > 0) throw new Error('the worker is dead');
        }
      },
    };
    return { ...deps, batches };
  }

  test('goes on where it was, and loses and doubles nothing', async () => {
    const before = (await allFacts()).length;
    const batches = Array.from({ length: COUNT }, (_, no) => ({ courseid: `w${no % COURSES}`, batchid: `w${no}` }));
    await Promise.all(batches.map((row) => sunbird.insert('course_batch', row)));
    const startedAtMs = WALK.startedAtMs + 2 * 86_400_000;
    const asOf = (await deps.batchFacts.lastWalk())?.startedAtMs;

    const first = await walk(dying(20), startedAtMs);
    expect(first.result).toMatchObject({ type: 'Unexpected' });
    const second = await walk(dying(20), startedAtMs, first.lastHeartbeat);
    expect(second.result).toMatchObject({ type: 'Unexpected' });
    // Not to its end: nobody is told that batches are gone.
    expect((await deps.batchFacts.lastWalk())?.startedAtMs).toBe(asOf);
    const progress = [first, second].map(({ lastHeartbeat }) => (lastHeartbeat as { rangesDone: number }).rangesDone);
    expect(progress[0]).toBeGreaterThanOrEqual(19);
    expect(progress[1]).toBeGreaterThanOrEqual(38);

    const third = await walk(deps, startedAtMs, second.lastHeartbeat);
    expect(third.result).toEqual({ batches: COUNT + 4, withoutDate: COUNT + 1, withoutTenant: COUNT + 1 });
    const facts = await allFacts();
    expect(facts).toHaveLength(before + COUNT);
    expect(facts.filter(({ seenAtMs }) => seenAtMs === startedAtMs)).toHaveLength(COUNT + 4);
    expect((await deps.batchFacts.lastWalk())?.startedAtMs).toBe(startedAtMs);
  });
});
