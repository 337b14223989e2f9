import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { telemetrySink } from '../../adapters/telemetry/telemetry-sink.ts';
import { ClickQueue } from '../../portal/click-queue.ts';
import type { Click } from '../../report/click.ts';
import { telemetryEvent } from '../../report/telemetry-event.ts';
import { TelemetryServer } from '../support/telemetry-server.ts';

const CLICK: Click = {
  id: '5d0c8a52-7a3e-4a8e-9a0e-1f6f2f0c9b11',
  atMs: 1_593_178_096_221,
  userId: '5c0a7f0e-0000-4000-8000-000000000001',
  courseId: 'do_31306402137589',
  batchId: '0130640213758930944',
  rootOrgId: '0126796199493140480',
  sessionId: 'a1b2c3',
  deviceId: 'd4e5f6',
};
const NEVER = new AbortController().signal;

function manyClicks(count: number): Click[] {
  return Array.from({ length: count }, (_, no) => ({ ...CLICK, id: `click-${no}` }));
}

/** The example of docs/domain.md, 6, with our own name for the app. */
function documentedEvent() {
  const text = readFileSync(new URL('../../docs/domain.md', import.meta.url), 'utf8');
  const example = JSON.parse(/^## 6 [^]*?```json\n([^]*?)```/m.exec(text)?.[1] ?? '');
  example.context.pdata = { id: 'sunbird.portal', ver: '0.1.0', pid: 'course-progress-report' };
  example.context.cdata[2].id = CLICK.id;
  return example;
}

describe('the event of a click', () => {
  test('is the documented one, field for field', () => {
    expect(telemetryEvent(CLICK)).toEqual(documentedEvent());
  });

  test('leaves session and device out where they are unknown, and says so of the organisation', () => {
    const { sessionId: _, deviceId: __, ...bare } = CLICK;
    const { context, tags } = telemetryEvent({ ...bare, rootOrgId: null });
    expect(context).toMatchObject({ channel: 'sunbird', rollup: {} });
    expect(Object.keys(context)).toEqual(['channel', 'pdata', 'env', 'cdata', 'rollup']);
    expect(tags).toEqual([]);
  });

  test('names the version of this package', () => {
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    expect(telemetryEvent(CLICK).context.pdata.ver).toBe(JSON.parse(text).version);
  });
});

describe('telemetry', () => {
  let server: TelemetryServer;
  beforeEach(async () => void (server = await new TelemetryServer().start()));
  afterEach(() => server.stop());

  const sink = (token: string | null = 'the-key') => telemetrySink({ url: server.url, token });

  test('comes as one POST in the documented form, with the key', async () => {
    const before = Date.now();
    expect(await sink().take([CLICK, { ...CLICK, id: 'other' }], NEVER)).toBe('taken');
    const [{ method, path, headers, body } = expect.fail('nothing came')] = server.received;
    expect([method, path]).toEqual(['POST', '/data/v1/telemetry']);
    expect(headers).toMatchObject({ 'content-type': 'application/json', authorization: 'Bearer the-key' });
    const { params, ets, ...rest } = body;
    expect(rest).toEqual({
      id: 'api.sunbird.telemetry',
      ver: '3.0',
      events: [documentedEvent(), expect.objectContaining({ mid: 'INTERACT:other' })],
    });
    expect(params.msgid).toMatch(/^[0-9a-f-]{36}$/);
    expect(ets).toBeGreaterThanOrEqual(before);
  });

  test('goes without a key where none is set', async () => {
    await sink(null).take([CLICK], NEVER);
    expect(server.received[0]?.headers).not.toHaveProperty('authorization');
  });

  test.each([
    [200, 'taken'],
    [401, 'again'],
    [429, 'again'],
    [502, 'again'],
    [503, 'again'],
    ['hangUp', 'again'],
    [302, 'dropped'],
    [400, 'dropped'],
    [403, 'dropped'],
    [404, 'dropped'],
    [413, 'dropped'],
    [500, 'dropped'],
  ] as const)('that is answered %s is %s', async (answer, result) => {
    server.answers.push(answer);
    expect(await sink().take([CLICK], NEVER)).toBe(result);
    expect(server.received).toHaveLength(1);
  });

  test('whose server is away is kept', async () => {
    const { url } = server;
    const away = telemetrySink({ url: url.replace(/:\d+/, ':9'), token: null });
    expect(await away.take([CLICK], NEVER)).toBe('again');
  });

  test('carries twenty clicks a POST, and resends a refused batch under the same ids with a new message id', async () => {
    const ids = manyClicks(45).map(({ id }) => `INTERACT:${id}`);
    server.answers.push(503);
    const queue = new ClickQueue(sink());
    for (const click of manyClicks(45)) queue.add(click);
    await queue.close(10_000);
    expect(server.mids).toEqual([ids.slice(0, 20), ids.slice(0, 20), ids.slice(20, 40), ids.slice(40)]);
    expect(new Set(server.received.map(({ body }) => body.params.msgid)).size).toBe(4);
    const [first, second] = server.received;
    expect(second?.body.events).toEqual(first?.body.events);
    expect(queue.lost).toBe(0);
  });

  test('that nobody answers is left behind when closing has taken its time', async () => {
    server.answers.push('never');
    const queue = new ClickQueue(sink());
    for (const click of manyClicks(21)) queue.add(click);
    const before = performance.now();
    await queue.close(200);
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(queue.lost).toBe(21);
  });
});
