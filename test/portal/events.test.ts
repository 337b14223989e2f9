import { connect, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { portalServer } from '../../portal/server.ts';
import { ReportError } from '../../report/errors.ts';
import type { ReportStatus } from '../../report/status.ts';
import { until } from '../support/e2e-until.ts';
import { entryOf, MENTOR, PortalFakes, reportIdOf, statusOf } from './portal-fakes.ts';

const PACE = { followMs: 200, heartbeatMs: 50 };

interface Event {
  readonly id: string;
  readonly event: string;
  readonly data: ReportStatus;
}

/** A real server with one report under way. */
async function scene(pace = PACE) {
  const fakes = new PortalFakes();
  const id = reportIdOf(MENTOR);
  fakes.entries.set(id, entryOf(id));
  fakes.live.set(id, statusOf(id));
  const app = await portalServer(fakes.deps, false, pace);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/v1/reports/${id}/events`;
  const rows = (written: number) => fakes.live.set(id, statusOf(id, { rows: written }));
  const end = () => fakes.entries.set(id, entryOf(id, { outcome: 'sent', finishedAtMs: Date.now() }));
  return { fakes, id, app, port, url, rows, end, [Symbol.asyncDispose]: () => app.close() };
}

function follow(url: string, headers: Record<string, string> = {}, as = MENTOR): Promise<Response> {
  return fetch(url, { headers: { authorization: `Bearer ${as}`, ...headers } });
}

/** Events as they come, until the server ends the stream. `raw` gets everything, comments too. */
async function* eventsOf(answer: Response, raw: string[] = []): AsyncGenerator<Event> {
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      raw.push(block);
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
      if (fields['data'] !== undefined)
        yield {
          id: fields['id'] ?? '',
          event: fields['event'] ?? '',
          data: JSON.parse(fields['data']) as ReportStatus,
        };
    }
  }
}

async function all(events: AsyncIterable<Event>): Promise<Event[]> {
  const list: Event[] = [];
  for await (const event of events) list.push(event);
  return list;
}

describe('the events of a report', () => {
  test('tell each change and end with how it ended, the whole status each time', async () => {
    await using one = await scene();
    const answer = await follow(one.url);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const seen: Event[] = [];
    for await (const event of eventsOf(answer)) {
      seen.push(event);
      if (seen.length === 1) one.rows(10_000);
      if (seen.length === 2) one.end();
    }
    expect(seen.map(({ event, data }) => [event, data.status, data.rows])).toEqual([
      ['status', 'reading', 5_000],
      ['status', 'reading', 10_000],
      ['status', 'sent', null],
    ]);
    const shown = await follow(one.url.replace('/events', ''));
    expect(seen.at(-1)?.data).toEqual(await shown.json());
  });

  test('are told in part to one who comes back: what she has seen is left out', async () => {
    await using one = await scene();
    const first = await eventsOf(await follow(one.url)).next();
    const lastSeen = (first.value as Event).id;
    const resumed = eventsOf(await follow(one.url, { 'last-event-id': lastSeen }));
    const next = resumed.next();
    await sleep(2 * PACE.followMs);
    one.end();
    expect(((await next).value as Event).data.status).toBe('sent');
    expect((await resumed.next()).done).toBe(true);
  });

  test('are told anew to one who comes back after a change, also to another process', async () => {
    await using before = await scene();
    const first = await eventsOf(await follow(before.url)).next();
    await using after = await scene();
    after.rows(6_000);
    const next = await eventsOf(await follow(after.url, { 'last-event-id': (first.value as Event).id })).next();
    expect((next.value as Event).data.rows).toBe(6_000);
  });

  test('end at once with the ending, for one who comes back after it', async () => {
    await using one = await scene();
    one.end();
    const [only, ...more] = await all(eventsOf(await follow(one.url)));
    expect(more).toEqual([]);
    expect(only?.data.status).toBe('sent');
    expect(await all(eventsOf(await follow(one.url, { 'last-event-id': only?.id ?? '' })))).toEqual([only]);
  });

  test('have comments between them, so that no proxy takes the connection for dead', async () => {
    await using one = await scene();
    const raw: string[] = [];
    const stream = all(eventsOf(await follow(one.url), raw));
    await until('three comments', async () => (raw.filter((block) => block === ':').length >= 3 ? true : undefined));
    one.end();
    expect(await stream).toHaveLength(2);
  });

  test('go on when Cassandra and Temporal are away for a while', async () => {
    await using one = await scene();
    const seen: Event[] = [];
    for await (const event of eventsOf(await follow(one.url))) {
      seen.push(event);
      if (seen.length > 1) continue;
      one.fakes.away.store = new ReportError('StoreUnavailable');
      await sleep(3 * PACE.followMs);
      one.fakes.away = {};
      one.end();
    }
    expect(seen.map(({ data }) => data.status)).toEqual(['reading', 'sent']);
  });

  test('end a minute after the deadline of a report that nobody works on, with a hint to come back', async () => {
    await using one = await scene();
    one.fakes.live.set(
      one.id,
      statusOf(one.id, { status: 'waiting', deadlineAt: new Date(Date.now() - 61_000).toISOString() }),
    );
    const raw: string[] = [];
    const [only, ...more] = await all(eventsOf(await follow(one.url), raw));
    expect([only?.data.status, more]).toEqual(['waiting', []]);
    expect(raw.at(-1)).toBe('retry: 30000');
  });

  test('end with a problem when the report can no longer be read', async () => {
    await using one = await scene();
    const stream = eventsOf(await follow(one.url));
    await stream.next();
    one.fakes.entries.clear();
    one.fakes.live.clear();
    const [problem, ...more] = await all(stream);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ event: 'problem', data: { code: 'ReportNotFound' } });
  });

  test('end with the token by which they were asked for', async () => {
    await using one = await scene();
    const { signIn } = one.fakes.deps;
    Object.assign(one.fakes.deps, {
      signIn: async (token: string) => ({ ...(await signIn(token)), expiresAtMs: Date.now() + 150 }),
    });
    await using brief = await briefServer(one.fakes);
    const raw: string[] = [];
    expect(await all(eventsOf(await follow(`${brief.url}/v1/reports/${one.id}/events`), raw))).toHaveLength(1);
    expect(raw.at(-1)).toBe('retry: 0');
  });

  test('end with a hint to come back when this process goes', async () => {
    const one = await scene();
    const raw: string[] = [];
    const stream = all(eventsOf(await follow(one.url), raw));
    await until('the first event', async () => raw.find((block) => block.includes('data:')));
    const began = performance.now();
    await one.app.close();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await stream).toHaveLength(1);
    expect(raw.at(-1)).toBe('retry: 2000');
  });
});

async function briefServer(fakes: PortalFakes) {
  const app = await portalServer(fakes.deps, false, PACE);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, [Symbol.asyncDispose]: () => app.close() };
}

describe('a thousand followers', () => {
  test('cost Temporal one question a second, and all learn the ending', async () => {
    await using one = await scene({ followMs: 1_000, heartbeatMs: 15_000 });
    const followers = Array.from({ length: 1_000 }, (_, no) => `mentor-${no}`);
    one.fakes.mentors = followers;
    const began = performance.now();
    const streams = followers.map(async (name) => all(eventsOf(await follow(one.url, {}, name))));
    await until('all to be there', async () => ((await metric(one.url)) === 1_000 ? true : undefined));
    await sleep(1_500);
    const seconds = (performance.now() - began) / 1_000;
    const { asked } = one.fakes;
    one.end();
    const endings = (await Promise.all(streams)).map((events) => events.at(-1)?.data.status);
    expect(endings.filter((status) => status === 'sent')).toHaveLength(1_000);
    expect(asked).toBeGreaterThan(1);
    expect(asked).toBeLessThanOrEqual(1 + seconds);
  });
});

describe('a reader who does not read', () => {
  test('is dropped, and the others go on', async () => {
    await using one = await scene({ followMs: 5, heartbeatMs: 15_000 });
    const asleep = await sleeper(one.port, one.url);
    const awake = eventsOf(await follow(one.url));
    let rows = 0;
    // Each status a little over 1 KB, and the kernel keeps some hundred KB before anybody notices.
    one.fakes.live.set(one.id, statusOf(one.id, { fileName: 'x'.repeat(60_000) }));
    const dropped = new Promise<void>((resolve) => asleep.once('close', () => resolve()));
    const reading = (async () => {
      for await (const event of awake) {
        one.fakes.live.set(
          one.id,
          statusOf(one.id, { rows: (rows += 1), error: { code: 'Unexpected', message: 'x'.repeat(60_000) } }),
        );
        if (event.data.status === 'sent') return true;
      }
      return false;
    })();
    await until('the drop', async () => ((await metric(one.url)) === 1 ? true : undefined), { withinMs: 30_000 });
    one.end();
    expect(await reading).toBe(true);
    asleep.resume();
    await dropped;
  });
});

/** Asks, and takes nothing of the answer. */
async function sleeper(port: number, url: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.pause();
  socket.write(`GET ${new URL(url).pathname} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${MENTOR}\r\n\r\n`);
  await sleep(100);
  return socket;
}

async function metric(url: string): Promise<number> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  return Number(/^course_report_portal_event_streams (\d+)$/m.exec(text)?.[1]);
}
