import { afterAll, beforeAll, expect, test } from 'vitest';
import { cassandraClicks } from '../../adapters/cassandra/clicks.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { clicks, type ClicksOptions } from '../../portal/clicks.ts';
import { TelemetryServer } from '../support/telemetry-server.ts';
import { workbench, type Workbench } from './workbench.ts';

let bench: Workbench;
let server: TelemetryServer;
beforeAll(async () => {
  bench = await workbench();
  server = await new TelemetryServer().start();
});
afterAll(async () => {
  await server.stop();
  await bench.close();
});

/** 20:00 UTC is the next day in India. */
const AT = Date.parse('2026-07-01T20:00:00Z');

async function clickThrice(batchId: string, telemetry: ClicksOptions['telemetry']) {
  const { client, keyspace } = bench.own;
  const sink = clicks({ cassandra: client, keyspace, telemetry });
  const requester = { userId: DEMO.mentorId, courseId: DEMO.courseId, batchId, rootOrgId: 'org' };
  for (const id of ['request-1', 'request-2', 'request-2'])
    sink.clicked({ id: `${batchId}-${id}`, atMs: AT, ...requester });
  sink.clicked({ id: `${batchId}-request-3`, atMs: AT, ...requester, userId: 'nobody', rootOrgId: null });
  await sink.close();
  const [count] = await cassandraClicks(client, bench.own).on('2026-07-02', { level: 'batch', batchId });
  return { count: count?.count, lost: sink.lost() };
}

test('clicks are in the ledger with telemetry off, each request once, and live 400 days', async () => {
  expect(await clickThrice('quiet', null)).toEqual({ count: 3, lost: { ledger: 0, telemetry: 0 } });
  const options = `SELECT default_time_to_live AS ttl FROM system_schema.tables WHERE keyspace_name = ? AND table_name = 'click_day'`;
  const row = (await bench.own.client.execute(options, [bench.own.keyspace])).first();
  expect(row?.['ttl']).toBe(400 * 86_400);
});

test('clicks go to telemetry too, under the root organisation of who clicked', async () => {
  const telemetry = { url: server.url, token: 'key' };
  expect(await clickThrice('told', telemetry)).toEqual({ count: 3, lost: { ledger: 0, telemetry: 0 } });
  const events = server.received.flatMap(({ body }) => body.events as unknown as { context: { channel: string } }[]);
  expect(events.map(({ context }) => context.channel)).toEqual(['org', 'org', 'org', 'sunbird']);
});

test('a ledger and a telemetry service that are away hold nobody up', async () => {
  const away = { url: 'http://127.0.0.1:9/', token: null };
  const sink = clicks({
    cassandra: bench.own.client,
    keyspace: 'no_such_keyspace',
    telemetry: away,
  });
  sink.clicked({ id: 'x', atMs: AT, userId: 'u', courseId: 'c', batchId: 'b', rootOrgId: null });
  await sink.close();
  expect(sink.lost()).toEqual({ ledger: 1, telemetry: 1 });
});
