import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cassandraLedger } from '../../../adapters/cassandra/ledger.ts';
import type { LedgerEntry, LedgerFilter } from '../../../report/ledger-entry.ts';
import type { Manifest } from '../../../report/manifest.ts';
import type { Ledger } from '../../../report/ports.ts';
import { emptyTally } from '../../../report/tally.ts';
import { ownKeyspace, type OwnKeyspace } from '../../support/cassandra.ts';

let own: OwnKeyspace;
let ledger: Ledger;
beforeAll(async () => {
  own = await ownKeyspace();
  ledger = cassandraLedger(own.client, own);
});
afterAll(() => own.drop());

const MANIFEST: Manifest = {
  ...emptyTally(),
  rows: 3,
  blanks: { 'External ID': { missing: 1 } } as Manifest['blanks'],
  readFrom: '2026-07-01T12:00:00.000Z',
  readTo: '2026-07-01T12:01:00.000Z',
  bytes: 4_200_000_000,
  sha256: 'ab',
  absent: [],
};
const NOW = Date.now();
let reports = 0;

function entry(change: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    reportId: `c.b.u.${++reports}`,
    courseId: 'do_1',
    batchId: `batch-${reports}`,
    requesterId: 'mentor',
    deliver: 'mail',
    runId: 'run-1',
    tenantId: null,
    stage: 'reading',
    outcome: null,
    errorCode: null,
    errorText: null,
    requestedAtMs: NOW,
    deadlineAtMs: NOW + 1_800_000,
    finishedAtMs: null,
    fileName: 'course-progress_1_2026-07-01.csv',
    file: null,
    manifest: null,
    form: null,
    possibleDuplicate: false,
    contacts: 'masked',
    sentToMark: null,
    ...change,
  };
}

async function ids(filter: LedgerFilter, most = Infinity): Promise<string[]> {
  const found: string[] = [];
  for await (const one of ledger.list(filter)) {
    found.push(one.reportId);
    if (found.length >= most) break;
  }
  return found;
}

describe('a report', () => {
  test('that is opened is there, field for field', async () => {
    const opened = entry({ tenantId: 'org-1' });
    await ledger.open(opened);
    expect(await ledger.entry(opened.reportId)).toEqual(opened);
  });

  test('that ended comes back with file, manifest and word', async () => {
    const ended = entry({
      stage: 'sending',
      outcome: 'failed',
      errorCode: 'DeliveryUnconfirmed',
      errorText: 'The mail was handed over.',
      finishedAtMs: NOW + 60_000,
      file: { objectId: 'file.1', bytes: 4_200_000_000, sha256: 'cd' },
      manifest: MANIFEST,
      form: 'zip',
      possibleDuplicate: true,
    });
    await ledger.open(ended);
    expect(await ledger.entry(ended.reportId)).toEqual(ended);
  });

  test('that nobody knows is null', async () => {
    expect(await ledger.entry('c.b.u.none')).toBeNull();
  });

  test('takes a change in the fields that are given and keeps the others', async () => {
    const opened = entry({ tenantId: 'org-1', form: 'csv' });
    await ledger.open(opened);
    const change = { stage: 'assembling', manifest: MANIFEST, file: { objectId: 'f', bytes: 1, sha256: 'x' } } as const;
    await ledger.update(opened.reportId, change);
    expect(await ledger.entry(opened.reportId)).toEqual({ ...opened, ...change });
    await ledger.update(opened.reportId, { file: null });
    await ledger.update(opened.reportId, {});
    expect(await ledger.entry(opened.reportId)).toEqual({ ...opened, ...change, file: null });
  });

  test('that was changed but never opened is not there', async () => {
    await ledger.update('c.b.u.changed', { stage: 'sending' });
    expect(await ledger.entry('c.b.u.changed')).toBeNull();
  });

  test('that is opened again, by an operator’s retry, forgets its former end', async () => {
    const first = entry({ outcome: 'late', errorCode: 'DeadlineMissed', errorText: 'late', finishedAtMs: NOW });
    await ledger.open({ ...first, manifest: MANIFEST, file: { objectId: 'f', bytes: 1, sha256: 'x' }, form: 'csv' });
    const afresh = { outcome: null, errorCode: null, errorText: null, finishedAtMs: null };
    // A reset run counts from its own start.
    const again = { ...first, ...afresh, requestedAtMs: first.requestedAtMs + 60_000 };
    await ledger.open(again);
    expect(await ledger.entry(first.reportId)).toEqual(again);
    expect(await ids({ batch: first })).toEqual([first.reportId]);
  });

  test('lives 400 days', async () => {
    const opened = entry();
    await ledger.open(opened);
    const query = `SELECT TTL(requested_at) AS ttl FROM ${own.keyspace}.report WHERE report_id = ?`;
    const row = (await own.client.execute(query, [opened.reportId])).first();
    expect(400 * 86_400 - row?.['ttl']).toBeLessThan(60);
  });
});

describe('a list', () => {
  const DAY_MS = 86_400_000;

  test('of a batch: its reports only, newest first', async () => {
    const batch = { courseId: 'do_1', batchId: 'listed' };
    const at = [3, 1, 2].map((back) => entry({ ...batch, requestedAtMs: NOW - back * DAY_MS }));
    for (const one of [...at, entry({ ...batch, courseId: 'do_2' })]) await ledger.open(one);
    expect(await ids({ batch })).toEqual([at[1], at[2], at[0]].map((one) => one?.reportId));
  });

  test('of a batch and a tenant: those of the batch that are the tenant’s', async () => {
    const batch = { courseId: 'do_1', batchId: 'shared' };
    const [mine, other] = [entry({ ...batch, tenantId: 'org-a' }), entry({ ...batch, tenantId: 'org-b' })];
    for (const one of [mine, other]) await ledger.open(one);
    expect(await ids({ batch, tenantId: 'org-a' })).toEqual([mine.reportId]);
  });

  test('of a tenant: over the months, newest first', async () => {
    const tenantId = 'org-months';
    const at = [70, 0, 35, 390].map((back) => entry({ tenantId, requestedAtMs: NOW - back * DAY_MS }));
    for (const one of [...at, entry({ tenantId: 'org-other' })]) await ledger.open(one);
    expect(await ids({ tenantId })).toEqual([at[1], at[2], at[0], at[3]].map((one) => one?.reportId));
  });

  test('of all: over the days, newest first, and it need not be read to its end', async () => {
    const tomorrow = entry({ requestedAtMs: NOW + 3 * 3_600_000 });
    const later = entry({ requestedAtMs: NOW + 2 * 3_600_000 });
    for (const one of [later, tomorrow]) await ledger.open(one);
    expect(await ids({}, 2)).toEqual([tomorrow.reportId, later.reportId]);
  });

  test('longer than a page of the server holds every report once', async () => {
    const batch = { courseId: 'do_1', batchId: 'long' };
    const all = Array.from({ length: 120 }, (_, at) => entry({ ...batch, requestedAtMs: NOW - at * 1_000 }));
    await Promise.all(all.map((one) => ledger.open(one)));
    expect(await ids({ batch })).toEqual(all.map((one) => one.reportId));
  });

  test('of nothing is empty', async () => {
    expect(await ids({ batch: { courseId: 'do_1', batchId: 'nobody' } })).toEqual([]);
  });
});

test('a keyspace that was not set up is told as such', async () => {
  const lost = cassandraLedger(own.client, { keyspace: 'no_such_keyspace' });
  await expect(lost.entry('r')).rejects.toMatchObject({ code: 'StoreNotSetUp' });
});
