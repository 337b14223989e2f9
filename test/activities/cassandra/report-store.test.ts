import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CHUNK_BYTES, CHUNKS_PER_SLICE } from '../../../adapters/cassandra/chunks.ts';
import { cassandraReportStore } from '../../../adapters/cassandra/report-store.ts';
import type { StoredObject } from '../../../report/manifest.ts';
import type { ReportStore } from '../../../report/ports.ts';
import { ownKeyspace, type OwnKeyspace } from '../../support/cassandra.ts';

const RETENTION_S = 600;
let own: OwnKeyspace;
let store: ReportStore;
beforeAll(async () => {
  own = await ownKeyspace();
  store = cassandraReportStore(own.client, { keyspace: own.keyspace, retentionMs: RETENTION_S * 1_000 });
});
afterAll(() => own.drop());

let reports = 0;
const newReport = () => `c.b.u.${++reports}`;

async function readBack(reportId: string, object: StoredObject): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of store.read(reportId, object)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function rowsOf(table: string) {
  return (await own.client.execute(`SELECT * FROM ${own.keyspace}.${table}`, [], { fetchSize: 10_000 })).rows;
}

const cql = (query: string, params: unknown[]) => own.client.execute(query.replaceAll('KS', own.keyspace), params);

describe('an object', () => {
  test.for([
    ['0 bytes', 0],
    ['1 byte', 1],
    ['exactly a chunk', CHUNK_BYTES],
    ['a byte more than a chunk', CHUNK_BYTES + 1],
    ['exactly a slice', CHUNK_BYTES * CHUNKS_PER_SLICE],
    ['two slices and a bit', CHUNK_BYTES * CHUNKS_PER_SLICE * 2 + 12_345],
  ] as const)('of %s comes back as it was', async ([, length]) => {
    const reportId = newReport();
    const content = randomBytes(length);
    const object = await store.write(reportId, 'page-0007', [content.subarray(0, 100), content.subarray(100)]);
    expect(object).toEqual({
      objectId: expect.stringMatching(/^page-0007\.[0-9a-f]{10}$/),
      bytes: length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    expect((await readBack(reportId, object)).equals(content)).toBe(true);
    await store.removeAll(reportId);
  });

  test('is cut into chunks under 1 MiB in partitions of 16 MiB', async () => {
    const reportId = newReport();
    await store.write(reportId, 'big', [Buffer.alloc(CHUNK_BYTES * CHUNKS_PER_SLICE + 1)]);
    const chunks = (await rowsOf('report_chunk')).filter((row) => row['report_id'] === reportId);
    expect(Math.max(...chunks.map((row) => row['data'].length))).toBe(CHUNK_BYTES);
    expect(chunks.filter((row) => row['slice'] === 0)).toHaveLength(CHUNKS_PER_SLICE);
    expect(chunks.filter((row) => row['slice'] === 1)).toHaveLength(1);
  });

  test('is a new one with every write: two at once never mix', async () => {
    const reportId = newReport();
    const contents = [1, 2, 3, 4].map((fill) => Buffer.alloc(CHUNK_BYTES * 2 + fill, fill));
    const objects = await Promise.all(contents.map((content) => store.write(reportId, 'page-0000', [content])));
    expect(new Set(objects.map((object) => object.objectId)).size).toBe(4);
    for (const [at, object] of objects.entries()) {
      expect((await readBack(reportId, object)).equals(contents[at] ?? Buffer.of())).toBe(true);
    }
  });

  test('that is not finished is not there', async () => {
    const reportId = newReport();
    async function* broken() {
      yield Buffer.alloc(CHUNK_BYTES + 1);
      throw new Error('the source broke off');
    }
    await expect(store.write(reportId, 'page-0001', broken())).rejects.toThrow('the source broke off');
    const header = (await rowsOf('report_object')).find((row) => row['report_id'] === reportId);
    expect(header).toMatchObject({ bytes: null, chunks: null, sha256: null });
  });

  test('is there until it is removed', async () => {
    const reportId = newReport();
    const object = await store.write(reportId, 'file', [Buffer.of(1)]);
    expect(await store.has(reportId, object)).toBe(true);
    expect(await store.has(reportId, { ...object, sha256: 'other' })).toBe(false);
    expect(await store.has(newReport(), object)).toBe(false);
    await store.removeAll(reportId);
    expect(await store.has(reportId, object)).toBe(false);
  });
});

describe('a damaged object is never taken for whole', () => {
  const LENGTH = CHUNK_BYTES * 3 + 5;
  const WHERE = 'report_id = ? AND object_id = ? AND slice = 0';

  async function damage(query: string, ...params: unknown[]) {
    const reportId = newReport();
    const object = await store.write(reportId, 'page', [randomBytes(LENGTH)]);
    await cql(query, [...params, reportId, object.objectId]);
    return { reportId, object };
  }

  test.for([
    [
      'a chunk altered',
      'other bytes than were written',
      `UPDATE KS.report_chunk SET data = ? WHERE ${WHERE} AND no = 1`,
      [randomBytes(CHUNK_BYTES)],
    ],
    [
      'a chunk in the middle missing',
      'chunk 1 is missing',
      `DELETE FROM KS.report_chunk WHERE ${WHERE} AND no = 1`,
      [],
    ],
    ['the first chunk missing', 'chunk 0 is missing', `DELETE FROM KS.report_chunk WHERE ${WHERE} AND no = 0`, []],
    ['the last chunk missing', '3 of 4 chunks', `DELETE FROM KS.report_chunk WHERE ${WHERE} AND no = 3`, []],
    ['all chunks missing', '0 of 4 chunks', `DELETE FROM KS.report_chunk WHERE ${WHERE}`, []],
    [
      'a chunk too many',
      '5 of 4 chunks',
      `UPDATE KS.report_chunk SET data = ? WHERE ${WHERE} AND no = 4`,
      [Buffer.of(1)],
    ],
  ] as const)('%s', async ([, what, query, params]) => {
    const { reportId, object } = await damage(query, ...params);
    await expect(readBack(reportId, object)).rejects.toMatchObject({
      code: 'StoredObjectDamaged',
      holes: { objectId: object.objectId, what },
    });
  });

  test('an empty one that has got a chunk', async () => {
    const reportId = newReport();
    const object = await store.write(reportId, 'page', []);
    await cql(`INSERT INTO KS.report_chunk (report_id, object_id, slice, no, data) VALUES (?, ?, 0, 0, ?)`, [
      reportId,
      object.objectId,
      Buffer.of(1),
    ]);
    await expect(readBack(reportId, object)).rejects.toMatchObject({ code: 'StoredObjectDamaged' });
  });
});

describe('time', () => {
  test('everything expires, chunks an hour after their header', async () => {
    const reportId = newReport();
    const { objectId } = await store.write(reportId, 'page', [Buffer.alloc(CHUNK_BYTES + 1)]);
    const header = await cql('SELECT TTL(bytes), TTL(chunks), TTL(sha256) FROM KS.report_object WHERE report_id = ?', [
      reportId,
    ]);
    const mine = 'SELECT TTL(data) AS ttl FROM KS.report_chunk WHERE report_id = ? AND object_id = ? AND slice = 0';
    const { rows: own } = await cql(mine, [reportId, objectId]);
    for (const ttl of Object.values(header.first() ?? {})) expect(RETENTION_S - Number(ttl)).toBeLessThan(10);
    expect(own).toHaveLength(2);
    for (const row of own) expect(RETENTION_S + 3_600 - row['ttl']).toBeLessThan(10);
  });

  test('an unfinished object’s header expires as well', async () => {
    const brief = cassandraReportStore(own.client, { keyspace: own.keyspace, retentionMs: 1_000 });
    const reportId = newReport();
    await expect(
      brief.write(
        reportId,
        'page',
        (async function* () {
          yield await Promise.reject<Uint8Array>(new Error('stopped'));
        })(),
      ),
    ).rejects.toThrow('stopped');
    await vi.waitFor(
      async () => {
        const rows = (await rowsOf('report_object')).filter((row) => row['report_id'] === reportId);
        expect(rows).toEqual([]);
      },
      { timeout: 5_000, interval: 200 },
    );
  });

  test('writes carry the server’s clock, whatever the worker’s says', async () => {
    const reportId = newReport();
    const hourAhead = Date.now() + 3_600_000;
    vi.useFakeTimers({ toFake: ['Date'], now: hourAhead });
    try {
      await store.write(reportId, 'page', [Buffer.of(1)]);
    } finally {
      vi.useRealTimers();
    }
    const row = (
      await cql('SELECT WRITETIME(sha256) AS at FROM KS.report_object WHERE report_id = ?', [reportId])
    ).first();
    expect(Number(row?.['at']) / 1_000).toBeLessThan(hourAhead - 3_000_000);
  });
});

describe('removing a report', () => {
  test('takes every object and every chunk of it, unfinished ones too, and nothing of another', async () => {
    const [mine, other] = [newReport(), newReport()];
    await store.write(mine, 'page-0000', [Buffer.alloc(CHUNK_BYTES * CHUNKS_PER_SLICE + 1)]);
    await store.write(mine, 'file', [Buffer.of(1)]);
    await store
      .write(
        mine,
        'page-0001',
        (async function* () {
          yield Buffer.alloc(CHUNK_BYTES * 2);
          throw new Error('cancelled');
        })(),
      )
      .catch(() => undefined);
    const kept = await store.write(other, 'page-0000', [Buffer.of(7)]);
    await store.removeAll(mine);
    for (const table of ['report_object', 'report_chunk']) {
      expect((await rowsOf(table)).filter((row) => row['report_id'] === mine)).toEqual([]);
    }
    expect((await readBack(other, kept)).equals(Buffer.of(7))).toBe(true);
  });

  test('of which there is nothing does nothing', async () => {
    await expect(store.removeAll(newReport())).resolves.toBeUndefined();
  });
});

test('a keyspace that was not set up is told as such', async () => {
  const lost = cassandraReportStore(own.client, { keyspace: 'no_such_keyspace', retentionMs: 60_000 });
  await expect(lost.write('r', 'page', [Buffer.of(1)])).rejects.toMatchObject({
    code: 'StoreNotSetUp',
    holes: { what: 'keyspace no_such_keyspace' },
  });
});
