import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PER_MINUTE } from '../../portal/limits.ts';
import { portalServer } from '../../portal/server.ts';
import { ReportError } from '../../report/errors.ts';
import type { ReportStatus } from '../../report/status.ts';
import { until } from '../support/e2e-until.ts';
import { TENANT } from '../unit/records.ts';
import { BATCH, COURSE, entryOf, MENTOR, OTHER_MENTOR, PortalFakes, reportIdOf, statusOf } from './portal-fakes.ts';

const WANTED = { courseId: COURSE, batchId: BATCH };
const CSV = 'External ID,User ID\r\n0042,learner-1\r\n';

let fakes: PortalFakes;
let app: FastifyInstance;
const lines: string[] = [];
beforeEach(async () => {
  fakes = new PortalFakes();
  lines.length = 0;
  app = await portalServer(fakes.deps, { stream: { write: (line: string) => void lines.push(line) } });
});
afterEach(() => app.close());

function ask(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object, as = MENTOR) {
  const headers = { authorization: `Bearer ${as}` };
  return app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) });
}

describe('a request', () => {
  test('is made in the name of the one who is signed in, by mail unless said', async () => {
    const answer = await ask('POST', '/v1/reports', WANTED);
    expect(fakes.requests).toEqual([{ requesterId: MENTOR, deliver: 'mail' }]);
    const report = answer.json<ReportStatus>();
    expect(answer.headers['location']).toBe(`/v1/reports/${report.reportId}`);
    expect((await ask('GET', `/v1/reports/${report.reportId}`)).json()).toEqual(report);
  });

  test('starts nothing while Cassandra is away', async () => {
    fakes.away.source = new ReportError('SourceSlow');
    expect((await ask('POST', '/v1/reports', WANTED)).statusCode).toBe(503);
    expect(fakes.requests).toEqual([]);
  });

  test('that has ended by the time of its answer comes with what the ledger knows, and says whether it joined', async () => {
    fakes.answer = { status: 'kept', joined: true };
    const request = fakes.deps.reports.request.bind(fakes.deps.reports);
    Object.assign(fakes.deps.reports, {
      request: async (...wanted: Parameters<typeof request>) => {
        const status = await request(...wanted);
        fakes.addKept(status.reportId, CSV);
        return status;
      },
    });
    const report = (await ask('POST', '/v1/reports', WANTED)).json<ReportStatus>();
    expect(report).toMatchObject({ status: 'kept', joined: true, bytes: CSV.length, manifest: { rows: 1 } });
  });

  test.each([
    ['accepted', () => {}, true],
    [
      'refused',
      () => void (fakes.answer = { status: 'refused', error: { code: 'RoleMissing', message: 'No role.' } }),
      true,
    ],
    ['not possible', () => void (fakes.away.temporal = new ReportError('TemporalUnreachable')), false],
  ])('that is %s is one click, with an id of its own', async (_, given, hasReport) => {
    given();
    await ask('POST', '/v1/reports', WANTED);
    await ask('POST', '/v1/reports', WANTED);
    expect(fakes.clicks).toHaveLength(2);
    const [first, second] = fakes.clicks;
    expect(first).toMatchObject({ ...WANTED, requesterId: MENTOR, tenantId: TENANT });
    expect(typeof first?.reportId).toBe(hasReport ? 'string' : 'object');
    expect(first?.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(second?.requestId).not.toBe(first?.requestId);
  });
});

test('a click too many is a click, too, and a request that nobody could make is none', async () => {
  for (let asked = 0; asked < PER_MINUTE.reports; asked += 1) await ask('POST', '/v1/reports', WANTED);
  expect((await ask('POST', '/v1/reports', WANTED)).statusCode).toBe(429);
  expect(fakes.clicks).toHaveLength(PER_MINUTE.reports + 1);
  expect(fakes.clicks.at(-1)).toMatchObject({ ...WANTED, requesterId: MENTOR, reportId: null });
  expect((await ask('POST', '/v1/reports', { courseId: COURSE })).statusCode).toBe(400);
  expect((await ask('POST', '/v1/reports', { ...WANTED, batchId: 'a/b' })).statusCode).toBe(400);
  expect((await ask('POST', '/v1/reports', WANTED, 'forged')).statusCode).toBe(401);
  expect(fakes.clicks).toHaveLength(PER_MINUTE.reports + 1);
});

describe('the reports of a batch', () => {
  test('are those of all its mentors, newest first, as many as are asked for', async () => {
    const ids = [MENTOR, OTHER_MENTOR, MENTOR].map(reportIdOf);
    ids.forEach((id, minutes) => {
      fakes.entries.set(id, entryOf(id, { outcome: 'sent', requestedAtMs: Date.now() + minutes * 60_000 }));
    });
    const url = `/v1/reports?courseId=${COURSE}&batchId=${BATCH}`;
    const listed = async (more = '') =>
      (await ask('GET', url + more)).json<{ reports: ReportStatus[] }>().reports.map(({ reportId }) => reportId);
    expect(await listed()).toEqual(ids.toReversed());
    expect(await listed('&limit=2')).toEqual(ids.toReversed().slice(0, 2));
  });
});

describe('the file', () => {
  const id = reportIdOf(MENTOR);

  test('comes under its name, to be kept by no cache, and the first whole fetch is written down', async () => {
    fakes.addKept(id, CSV);
    const { payload, headers } = await ask('GET', `/v1/reports/${id}/file`);
    expect(payload).toBe(CSV);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-length': String(CSV.length),
      'content-disposition': 'attachment; filename="course-progress_b-1_2026-11-24.csv"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const fetchedAtMs = await until('the note', async () => fakes.entries.get(id)?.fetchedAtMs);
    expect(Math.abs(fetchedAtMs - Date.now())).toBeLessThan(60_000);
    fakes.entries.set(id, { ...(fakes.entries.get(id) ?? entryOf(id)), fetchedAtMs: 1 });
    await ask('GET', `/v1/reports/${id}/file`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(fakes.entries.get(id)?.fetchedAtMs).toBe(1);
    expect(fakes.counted).toContain(id);
  });

  test('that breaks off is no fetch, and cannot be taken for a whole one', async () => {
    fakes.addKept(id, CSV);
    const whole = fakes.deps.store.read.bind(fakes.deps.store);
    Object.assign(fakes.deps.store, {
      async *read(...which: Parameters<typeof whole>) {
        for await (const bytes of whole(...which)) yield bytes.subarray(0, 10);
        throw new ReportError('StoredObjectDamaged', { objectId: 'part', what: 'another hash' });
      },
    });
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    const answer = await fetch(`${address}/v1/reports/${id}/file`, { headers: { authorization: `Bearer ${MENTOR}` } });
    await expect(answer.text()).rejects.toThrow();
    expect(fakes.entries.get(id)?.fetchedAtMs).toBeUndefined();
    expect(fakes.counted).toEqual([]);
  });

  test('that the reader breaks off is no fetch either', async () => {
    fakes.addKept(id, CSV.repeat(500_000));
    await app.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(`GET /v1/reports/${id}/file HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${MENTOR}\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    await until('the end', async () => lines.find((line) => line.includes('not fetched to its end')));
    expect(fakes.entries.get(id)?.fetchedAtMs).toBeUndefined();
    expect(fakes.counted).toEqual([]);
  });
});

test('a cancelled report is asked to stop, a re-sent one is sent', async () => {
  const id = reportIdOf(MENTOR);
  fakes.live.set(id, statusOf(id));
  await ask('DELETE', `/v1/reports/${id}`);
  expect(fakes.cancelled).toEqual([id]);
  const answer = await ask('POST', `/v1/reports/${id}/resend`);
  expect(fakes.resent).toEqual([id]);
  expect(answer.json()).toMatchObject({ reportId: id, status: 'sending' });
});

describe('every route', () => {
  test('names the methods it takes when it is asked by another', async () => {
    const answer = await app.inject({ method: 'PUT', url: '/v1/reports' });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers['allow']).toBe('POST, GET');
    expect(answer.json()).toMatchObject({ code: 'MethodNotAllowed' });
    expect((await app.inject({ method: 'POST', url: `/v1/reports/${reportIdOf(MENTOR)}` })).statusCode).toBe(405);
    expect((await app.inject({ method: 'DELETE', url: '/healthz' })).statusCode).toBe(405);
    for (const method of ['TRACE', 'QUERY'])
      expect((await app.inject({ method: method as 'HEAD', url: '/v1/reports' })).statusCode).toBe(405);
  });

  test('that there is not is told in the same form', async () => {
    const answer = await app.inject('/v2/reports?token=secret');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'PathNotFound' });
  });

  test('whose address cannot be decoded, or is too long to be one, is told so without repeating it', async () => {
    const broken = await app.inject('/v1/reports/%E0%A4%A');
    expect([broken.statusCode, broken.headers['x-content-type-options']]).toEqual([400, 'nosniff']);
    expect(broken.json()).toMatchObject({ code: 'RequestInvalid' });
    expect(broken.body).not.toContain('%E0');
    expect((await ask('GET', `/v1/reports/${'x'.repeat(5_000)}`)).json()).toMatchObject({ code: 'IdInvalid' });
  });

  test('that is no HTTP is told so in the same form', async () => {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const tell = async (request: string) => {
      const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
      socket.write(request);
      return text(socket);
    };
    const garbled = await tell('GARBLED\r\n\r\n');
    expect(garbled).toMatch(/^HTTP\/1\.1 400 [^]*nosniff[^]*"code":"RequestInvalid","message":"[^"]* it is no HTTP/);
    const large = await tell(`GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'x'.repeat(17_000)}\r\n\r\n`);
    expect(large).toContain('its headers are larger than 16 KB');
  });

  test('that breaks is our fault: neither the answer nor the log tells what the error said', async () => {
    Object.assign(fakes.deps.source, { requester: () => Promise.reject(new TypeError('Asha Rao, 98765')) });
    const answer = await ask('POST', '/v1/reports', WANTED);
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ code: 'Unexpected', message: 'Unexpected TypeError.' });
    expect(answer.body).not.toContain('Asha');
  });

  test('counts for one user alone: another is still answered', async () => {
    for (let asked = 0; asked <= PER_MINUTE.reports; asked += 1) await ask('POST', '/v1/reports', WANTED);
    expect((await ask('POST', '/v1/reports', WANTED)).statusCode).toBe(429);
    expect((await ask('POST', '/v1/reports', WANTED, OTHER_MENTOR)).statusCode).toBe(202);
  });

  test('and for all users of one organisation together', async () => {
    const asks = Array.from({ length: PER_MINUTE.reportsOfTenant + 1 }, (_, no) => `user-${no}`);
    const statuses: number[] = [];
    for (const as of asks) statuses.push((await ask('POST', '/v1/reports', WANTED, as)).statusCode);
    expect(statuses.filter((status) => status !== 202)).toEqual([429]);
    expect(statuses.at(-1)).toBe(429);
  });
});

test('the page may load nothing from elsewhere and run no script of its own text', async () => {
  const { headers, payload } = await app.inject('/');
  expect(headers['content-type']).toContain('text/html');
  expect(headers['content-security-policy']).toMatch(/default-src 'none';script-src 'self';/);
  expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
  expect(payload).toContain('<!doctype html>');
});

test('metrics and log name routes and numbers, and no report or user', async () => {
  const id = reportIdOf(MENTOR);
  fakes.addKept(id, CSV);
  await ask('GET', `/v1/reports/${id}/file`);
  const { payload } = await app.inject('/metrics');
  expect(payload).toContain(
    'course_report_portal_requests_total{method="GET",route="/v1/reports/:reportId/file",status="200"} 1',
  );
  expect(lines.join('')).toContain('"route":"/v1/reports/:reportId/file","status":200');
  expect(payload + lines.join('')).not.toMatch(new RegExp(`${id}|${MENTOR}|learner-1`));
});
