import { connect, type AddressInfo } from 'node:net';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { httpStatus } from '../../portal/http-status.ts';
import { BODY_LIMIT } from '../../portal/problem.ts';
import { ProblemForm } from '../../portal/schemas.ts';
import { portalServer } from '../../portal/server.ts';
import { hostileText } from '../support/hostile-text.ts';
import { requester } from '../unit/records.ts';
import { BATCH, COURSE, MENTOR, PortalFakes, reportIdOf } from './portal-fakes.ts';

/** Of each kind: enough that what a mutation in fifty finds is found many times. A failure names its seed. */
const INPUTS = 10_000;

const WANTED = { courseId: COURSE, batchId: BATCH };
const REPORT = reportIdOf(MENTOR);

let app: FastifyInstance;
let port: number;
const statuses = new Map<number, number>();
beforeAll(async () => {
  const fakes = new PortalFakes();
  fakes.addKept(REPORT, 'External ID,User ID\r\n');
  // Each user of an organisation of her own, or the limit of one would answer for all.
  const role = [{ role: 'COURSE_MENTOR', scope: null }];
  Object.assign(fakes.deps.source, {
    requester: async (userId: string) => requester({ userId, rootOrgId: userId }, role),
  });
  app = await portalServer(fakes.deps);
  await app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = app.server.address() as AddressInfo);
});
afterAll(() => app.close());
beforeEach(() => statuses.clear());

interface Answered {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function check({ statusCode, headers, body }: Answered): void {
  statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
  if (statusCode < 400) return;
  const { code } = ProblemForm.parse(JSON.parse(body));
  expect(code).not.toBe('Unexpected');
  expect(httpStatus(code)).toBe(statusCode);
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
}

const times = (status: number) => statuses.get(status) ?? 0;

let users = 0;
/** A new one each time, whom no limit knows yet. */
const somebody = () => `user-${(users += 1)}`;

const field = fc.oneof(fc.constantFrom(COURSE, BATCH, 'mail', 'portal'), hostileText, fc.jsonValue());
const nearlyWanted = fc
  .dictionary(fc.oneof(fc.constantFrom('courseId', 'batchId', 'deliver'), hostileText), field, { maxKeys: 4 })
  .map((fields) => ({ ...WANTED, ...fields }));
const body: fc.Arbitrary<string | Buffer> = fc.oneof(
  nearlyWanted.map((wanted) => JSON.stringify(wanted)),
  fc.constantFrom(JSON.stringify(WANTED), '{"__proto__": {"deliver": "mail"}}', '{"constructor": {"prototype": 1}}'),
  fc.json(),
  hostileText,
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.integer({ min: 1, max: BODY_LIMIT + 100 }).map((depth) => '['.repeat(depth)),
  fc.integer({ min: BODY_LIMIT - 100, max: BODY_LIMIT + 100 }).map((length) => `"${'x'.repeat(length)}"`),
);
const JSON_TYPE = 'application/json';
const contentType = fc.oneof(
  { weight: 6, arbitrary: fc.constant(JSON_TYPE) },
  { weight: 1, arbitrary: fc.constantFrom(`${JSON_TYPE}; charset=utf-16`, 'text/plain', 'multipart/form-data', '') },
  { weight: 1, arbitrary: hostileText },
);
const asked = fc.constantFrom(
  ...(['POST /v1/reports', `POST /v1/reports/${REPORT}/resend`, `DELETE /v1/reports/${REPORT}`] as const),
);

test('no body brings anything but an answer or a problem of the catalogue', async () => {
  await fc.assert(
    fc.asyncProperty(asked, contentType, body, async (what, type, payload) => {
      const [method, url = ''] = what.split(' ');
      const headers = { authorization: `Bearer ${somebody()}`, 'content-type': type };
      check(await app.inject({ method: method as 'POST', url, headers, payload }));
    }),
    { numRuns: INPUTS },
  );
  for (const status of [202, 400, 413]) expect(times(status), `${status}`).toBeGreaterThan(100);
});

const oneOfOurs = fc.constantFrom(
  // More often than the others: with one share a run had 93 answers of 401 in 10,000, too few to be counted on.
  ...['Authorization', 'Authorization', 'Authorization', 'Authorization'],
  ...['Accept', 'Content-Type', 'Content-Encoding', 'Cookie', 'Origin', 'Range', 'If-None-Match'],
  ...['X-Request-Id', 'Last-Event-ID', 'X-Forwarded-For', 'X-HTTP-Method-Override', 'Expect', 'Upgrade', 'Host'],
);
const name = fc.oneof(
  { weight: 8, arbitrary: oneOfOurs },
  { weight: 1, arbitrary: fc.constantFrom('Content-Length', 'Transfer-Encoding', '__proto__', 'constructor') },
  { weight: 1, arbitrary: hostileText },
);
const value = fc.oneof(
  hostileText,
  fc.constantFrom(
    `Bearer ${MENTOR}`,
    'Bearer ',
    'chunked',
    '100-continue',
    'h2c',
    'bytes=0-1',
    'gzip',
    'x'.repeat(17_000),
  ),
);
const target = fc.oneof(
  fc.constantFrom(
    '/v1/reports',
    `/v1/reports/${REPORT}`,
    `/v1/reports/${REPORT}/events`,
    '/v1/batches?a=b',
    '/healthz',
  ),
  hostileText.map((text) => `/v1/reports/${encodeURIComponent(text)}`),
  hostileText.map((text) => `/${text.replaceAll(/\s/g, '')}`),
);
const method = fc.constantFrom('GET', 'GET', 'GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'BREW');
const header = fc.tuple(name, value);

test('no line of HTTP brings anything but an answer or a problem of the catalogue', async () => {
  await fc.assert(
    fc.asyncProperty(method, target, fc.array(header, { maxLength: 3 }), async (verb, path, headers) => {
      const signedIn: [string, string][] = [
        ['Host', '127.0.0.1'],
        ['Authorization', `Bearer ${somebody()}`],
      ];
      const lines = [...headers, ...signedIn].map(([key, text]) => `${key}: ${text}`);
      const answer = await raw([`${verb} ${path} HTTP/1.1`, 'Connection: close', ...lines, '', ''].join('\r\n'));
      if (answer !== null && verb !== 'HEAD') check(answer);
    }),
    { numRuns: INPUTS },
  );
  for (const status of [200, 400, 401, 404, 405]) expect(times(status), `${status}`).toBeGreaterThan(100);
});

/** `null` when the portal hangs up without a word, as it does when a request has no end. */
function raw(request: string): Promise<Answered | null> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (bytes) => (text += bytes.toString()));
    socket.on('error', () => undefined);
    socket.setTimeout(50, () => socket.end());
    socket.on('close', () => resolve(parsed(text)));
    socket.write(request);
  });
}

function parsed(text: string): Answered | null {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
  if (status === undefined) return null;
  const pairs = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(/: (.*)/s));
  const headers = Object.fromEntries(pairs.map(([key = '', text]) => [key.toLowerCase(), text]));
  // A second one may follow, about what it could not read after the first.
  const body = Buffer.from(rest.join('\r\n\r\n'))
    .subarray(0, Number(headers['content-length'] ?? Infinity))
    .toString();
  return { statusCode: Number(status), headers, body };
}
