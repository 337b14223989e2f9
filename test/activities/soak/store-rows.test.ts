import { afterAll, beforeAll, expect, test } from 'vitest';
import { cassandraReportStore } from '../../../adapters/cassandra/report-store.ts';
import { columnOf, withoutTtl } from '../../soak/store-rows.ts';
import { ownKeyspace, type OwnKeyspace } from '../../support/cassandra.ts';

let own: OwnKeyspace;
beforeAll(async () => {
  own = await ownKeyspace();
});
afterAll(() => own.drop());

const insert = (table: string, columns: string, ...params: unknown[]) =>
  own.client.execute(
    `INSERT INTO ${own.keyspace}.${table} (${columns}) VALUES (${params.map(() => '?').join(', ')})`,
    params,
  );

test('what the store has written expires', async () => {
  const store = cassandraReportStore(own.client, { keyspace: own.keyspace, retentionMs: 600_000 });
  await store.write('c.b.u.1', 'page', [Buffer.alloc(2_000_000)]);
  await insert('report', 'report_id, course_id', 'c.b.u.1', 'c');
  expect(await withoutTtl(own.client, own.keyspace)).toEqual([]);
  expect(await columnOf(own.client, `${own.keyspace}.report`, 'report_id')).toEqual(['c.b.u.1']);
});

test('counter-proof: rows that were written without a TTL are found', async () => {
  await insert('report_chunk', 'report_id, object_id, slice, no, data', 'c.b.u.2', 'page.1', 0, 0, Buffer.from('x'));
  await insert('report_object', 'report_id, object_id, sha256', 'c.b.u.2', 'page.1', 'abc');
  expect(await withoutTtl(own.client, own.keyspace)).toEqual([
    'report_object, report c.b.u.2',
    'report_chunk, report c.b.u.2',
  ]);
});
