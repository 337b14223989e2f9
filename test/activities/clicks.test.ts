import { afterAll, beforeAll, expect, test } from 'vitest';
import { cassandraClicks } from '../../adapters/cassandra/clicks.ts';
import { clicks, type ClicksOptions } from '../../portal/clicks.ts';
import { TelemetryServer } from '../support/telemetry-server.ts';
import { ownKeyspace, type OwnKeyspace } from '../support/cassandra.ts';

let own: OwnKeyspace;
let server: TelemetryServer;
beforeAll(async () => {
  own = await ownKeyspace();
  server = await new TelemetryServer().start();
});
afterAll(async () => {
  await server.stop();
  await own.drop();
});

/** 20:00 UTC is the next day in India. */
const AT = Date.parse('2026-07-01T20:00:00Z');

async function clickThrice(batchId: string, telemetry: ClicksOptions['telemetry']) {
  const sink = clicks({ cassandra: own.client, keyspace: own.keyspace, telemetry });
  const requester = { userId: 'mentor', courseId: 'do_1', batchId, rootOrgId: 'org' };
  for (const id of ['request-1', 'request-2', 'request-2'])
    sink.clicked({ id: `${batchId}-${id}`, atMs: AT, ...requester });
  sink.clicked({ id: `${batchId}-request-3`, atMs: AT, ...requester, userId: 'nobody', rootOrgId: null });
  await sink.close();
  const [count] = await cassandraClicks(own.client, own).on('2026-07-02', { level: 'batch', batchId });
  return { count: count?.count, lost: sink.lost() };
}

test('clicks are in the ledger with telemetry off, each request once, and live 400 days', async () => {
  expect(await clickThrice('quiet', null)).toEqual({ count: 3, lost: { ledger: 0, telemetry: 0 } });
  const options = `SELECT default_time_to_live AS ttl FROM system_schema.tables WHERE keyspace_name = ? AND table_name = 'click_day'`;
  const row = (await own.client.execute(options, [own.keyspace])).first();
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
  const sink = clicks({ cassandra: own.client, keyspace: 'no_such_keyspace', telemetry: away });
  sink.clicked({ id: 'x', atMs: AT, userId: 'u', courseId: 'c', batchId: 'b', rootOrgId: null });
  await sink.close();
  expect(sink.lost()).toEqual({ ledger: 1, telemetry: 1 });
});
