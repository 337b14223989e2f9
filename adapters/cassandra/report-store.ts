import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'cassandra-driver';
import { ReportError } from '../../report/errors.ts';
import type { StoredObject } from '../../report/manifest.ts';
import type { Bytes, ReportStore } from '../../report/ports.ts';
import { CHUNK_BYTES, inChunks, sliceOf } from './chunks.ts';
import { storeSession, type StoreSession } from './store-session.ts';

export interface ReportStoreOptions {
  readonly keyspace: string;
  readonly retentionMs: number;
}

/** Chunks outlive their header, so that no download that has begun is cut at the edge. */
const CHUNK_GRACE_S = 3_600;

/** Half a megabyte each: enough to keep the server busy, little enough to hold in memory for many pages at once. */
const WRITES_AHEAD = 2;
const CHUNKS_A_FETCH = 4;

/** Objects as chunks in our own keyspace, so that any number of workers on any machine share a report. */
export function cassandraReportStore(client: Client, { keyspace, retentionMs }: ReportStoreOptions): ReportStore {
  const session = storeSession(client);
  const ttl = Math.ceil(retentionMs / 1000);
  const q = storeQueries(keyspace);
  return {
    async write(reportId, prefix, content) {
      const objectId = `${prefix}.${randomBytes(5).toString('hex')}`;
      await session(q.announce, [reportId, objectId, ttl]);
      const { bytes, chunks, sha256 } = await writeChunks(session, q.writeChunk, [reportId, objectId], content, ttl);
      await session(q.complete, [reportId, objectId, bytes, chunks, sha256, ttl]);
      return { objectId, bytes, sha256 };
    },
    read: (reportId, object) => readChunks(session, q.readSlice, reportId, object),
    async readText(reportId, object) {
      const pieces: Uint8Array[] = [];
      for await (const piece of readChunks(session, q.readSlice, reportId, object)) pieces.push(piece);
      return Buffer.concat(pieces).toString('utf8');
    },
    async has(reportId, { objectId, sha256 }) {
      const row = (await session(q.header, [reportId, objectId])).first();
      return row !== null && row['sha256'] === sha256;
    },
    async removeAll(reportId) {
      const { rows } = await session(q.objects, [reportId], { fetchSize: 5_000 });
      for (const row of rows) await removeChunks(session, q, reportId, row['object_id']);
      await session(q.removeHeaders, [reportId]);
    },
  };
}

function storeQueries(keyspace: string) {
  const chunk = `${keyspace}.report_chunk`;
  const object = `${keyspace}.report_object`;
  return {
    announce: `INSERT INTO ${object} (report_id, object_id) VALUES (?, ?) USING TTL ?`,
    complete: `INSERT INTO ${object} (report_id, object_id, bytes, chunks, sha256) VALUES (?, ?, ?, ?, ?) USING TTL ?`,
    header: `SELECT sha256 FROM ${object} WHERE report_id = ? AND object_id = ?`,
    objects: `SELECT object_id FROM ${object} WHERE report_id = ?`,
    removeHeaders: `DELETE FROM ${object} WHERE report_id = ?`,
    writeChunk: `INSERT INTO ${chunk} (report_id, object_id, slice, no, data) VALUES (?, ?, ?, ?, ?) USING TTL ?`,
    readSlice: `SELECT no, data FROM ${chunk} WHERE report_id = ? AND object_id = ? AND slice = ?`,
    sliceExists: `SELECT no FROM ${chunk} WHERE report_id = ? AND object_id = ? AND slice = ? LIMIT 1`,
    removeSlice: `DELETE FROM ${chunk} WHERE report_id = ? AND object_id = ? AND slice = ?`,
  } as const;
}

async function writeChunks(
  session: StoreSession,
  query: string,
  [reportId, objectId]: readonly [string, string],
  content: Bytes,
  ttl: number,
) {
  const hash = createHash('sha256');
  const underWay: Promise<unknown>[] = [];
  let bytes = 0;
  let chunks = 0;
  try {
    for await (const chunk of inChunks(content)) {
      hash.update(chunk);
      bytes += chunk.length;
      const write = session(query, [reportId, objectId, sliceOf(chunks), chunks, chunk, ttl + CHUNK_GRACE_S]);
      write.catch(() => undefined);
      underWay.push(write);
      chunks += 1;
      if (underWay.length > WRITES_AHEAD) await underWay.shift();
    }
    await Promise.all(underWay);
  } finally {
    // A step that was cancelled must not write on behind whoever removes its objects.
    await Promise.allSettled(underWay);
  }
  return { bytes, chunks, sha256: hash.digest('hex') };
}

async function* readChunks(
  session: StoreSession,
  query: string,
  reportId: string,
  { objectId, bytes, sha256 }: StoredObject,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  const last = Math.ceil(bytes / CHUNK_BYTES) - 1;
  let next = 0;
  for (let slice = 0; slice <= sliceOf(Math.max(0, last)); slice += 1) {
    let pageState: string | undefined;
    do {
      const options = { fetchSize: CHUNKS_A_FETCH, ...(pageState === undefined ? {} : { pageState }) };
      const result = await session(query, [reportId, objectId, slice], options);
      for (const row of result.rows) {
        if (row['no'] !== next) throw damaged(objectId, `chunk ${next} is missing`);
        next += 1;
        hash.update(row['data']);
        yield row['data'];
      }
      pageState = result.pageState ?? undefined;
    } while (pageState !== undefined);
  }
  if (next !== last + 1) throw damaged(objectId, `${next} of ${last + 1} chunks`);
  if (hash.digest('hex') !== sha256) throw damaged(objectId, 'other bytes than were written');
}

async function removeChunks(
  session: StoreSession,
  q: ReturnType<typeof storeQueries>,
  reportId: string,
  objectId: string,
) {
  for (let slice = 0; ; slice += 1) {
    const found = await session(q.sliceExists, [reportId, objectId, slice]);
    if (found.rows.length === 0) return;
    await session(q.removeSlice, [reportId, objectId, slice]);
  }
}

function damaged(objectId: string, what: string): ReportError {
  return new ReportError('StoredObjectDamaged', { objectId, what });
}
