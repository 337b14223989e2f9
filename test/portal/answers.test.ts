import { Validator } from '@seriousme/openapi-schema-validator';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { PER_MINUTE } from '../../portal/limits.ts';
import { RatioForm } from '../../portal/ratio-schemas.ts';
import { BatchForm, ProblemForm, ReadinessForm, Report, Reports } from '../../portal/schemas.ts';
import { portalServer } from '../../portal/server.ts';
import { ReportError } from '../../report/errors.ts';
import { TENANT } from '../unit/records.ts';
import {
  BATCH,
  COURSE,
  entryOf,
  MENTOR,
  OTHER_MENTOR,
  PortalFakes,
  reportIdOf,
  statusOf,
  STRANGER,
} from './portal-fakes.ts';

interface Ask {
  readonly as?: string;
  readonly body?: unknown;
  readonly id?: string;
  readonly query?: string;
}

interface Case {
  readonly says: string;
  readonly status: number;
  /** Of the catalogue, where the portal says no. */
  readonly code?: string;
  /** Makes the world, and says what is asked. */
  readonly given: (fakes: PortalFakes, id: string) => Ask | void;
  readonly times?: number;
}

const WANTED = { courseId: COURSE, batchId: BATCH };
const BATCH_QUERY = `courseId=${COURSE}&batchId=${BATCH}`;
const FOREIGN = reportIdOf('somebody');
const TEMPORAL_AWAY = new ReportError('TemporalUnreachable');
const SOURCE_AWAY = new ReportError('SourceUnreachable');

const running = (fakes: PortalFakes, id: string) => {
  fakes.entries.set(id, entryOf(id));
  fakes.live.set(id, statusOf(id));
};
const kept = (fakes: PortalFakes, id: string) => fakes.addKept(id, 'External ID,User ID\r\n');

const nobody: Case = {
  says: 'nobody who is not signed in',
  status: 401,
  code: 'Unauthenticated',
  given: () => ({ as: '' }),
};
const forged: Case = { says: 'no forged token', status: 401, code: 'Unauthenticated', given: () => ({ as: 'forged' }) };
const badId: Case = { says: 'no id of another form', status: 400, code: 'IdInvalid', given: () => ({ id: 'a.b.c.d' }) };
const unknown: Case = { says: 'no report that there is not', status: 404, code: 'ReportNotFound', given: () => {} };
const foreign: Case = {
  says: "a stranger no more than that there is none, also of another's report",
  status: 404,
  code: 'ReportNotFound',
  given: (fakes) => {
    kept(fakes, FOREIGN);
    return { id: FOREIGN, as: STRANGER };
  },
};
const notHers: Case = {
  ...foreign,
  says: 'nothing of it to another mentor of the batch',
  given: (fakes) => ({ ...foreign.given(fakes, ''), as: OTHER_MENTOR }),
};
const seenByMentors: Case = {
  says: 'another mentor of the batch how it stands',
  status: 200,
  given: (fakes) => ({ ...foreign.given(fakes, ''), as: OTHER_MENTOR }),
};
const tooOften = (most: number): Case => ({
  says: 'one user not too often',
  status: 429,
  code: 'TooManyRequests',
  given: () => {},
  times: most + 1,
});
const tooLarge: Case = {
  says: 'nothing large, though it needs no body at all',
  status: 413,
  code: 'BodyTooLarge',
  given: () => ({ body: { x: 'x'.repeat(16_384) } }),
};
const storeAway: Case = {
  says: 'later, when the report store is away',
  status: 503,
  code: 'StoreUnavailable',
  given: (fakes) => void (fakes.away.store = new ReportError('StoreUnavailable')),
};

/** Every route, and every way in which it may answer. */
const ROUTES: Readonly<Record<string, readonly Case[]>> = {
  'POST /v1/reports': [
    { says: 'yes', status: 202, given: () => ({ body: WANTED }) },
    { says: 'yes, for the portal', status: 202, given: () => ({ body: { ...WANTED, deliver: 'portal' } }) },
    {
      says: 'no other field',
      status: 400,
      code: 'RequestInvalid',
      given: () => ({ body: { ...WANTED, requesterId: 'x' } }),
    },
    {
      says: 'no other delivery',
      status: 400,
      code: 'RequestInvalid',
      given: () => ({ body: { ...WANTED, deliver: 'fax' } }),
    },
    { says: 'nothing without a body', status: 400, code: 'RequestInvalid', given: () => ({}) },
    {
      says: 'no id of another form',
      status: 400,
      code: 'IdInvalid',
      given: () => ({ body: { ...WANTED, batchId: "b' OR" } }),
    },
    nobody,
    forged,
    {
      says: 'not to one who does not mentor the batch',
      status: 403,
      code: 'NotMentorOfBatch',
      given: (fakes) => {
        const message = 'User stranger neither created batch b-1 nor is one of its mentors. Ask the creator';
        fakes.answer = { status: 'refused', error: { code: 'NotMentorOfBatch', message } };
        return { body: WANTED, as: STRANGER };
      },
    },
    {
      says: 'later, when her organisation has too many under way',
      status: 429,
      code: 'TooManyReports',
      given: (fakes) => {
        fakes.answer = { status: 'refused', error: { code: 'TooManyReports', message: '140 reports are ahead.' } };
        return { body: WANTED };
      },
    },
    {
      says: 'that there is no such batch',
      status: 404,
      code: 'BatchNotFound',
      given: (fakes) => {
        fakes.answer = { status: 'refused', error: { code: 'BatchNotFound', message: 'No such batch.' } };
        return { body: { ...WANTED, batchId: 'other' } };
      },
    },
    {
      says: 'nothing large',
      status: 413,
      code: 'BodyTooLarge',
      given: () => ({ body: { ...WANTED, x: 'x'.repeat(16_384) } }),
    },
    {
      says: 'that she has no address, and offers the portal',
      status: 422,
      code: 'AddressUnusable',
      given: (fakes) => {
        fakes.answer = { status: 'refused', error: { code: 'AddressUnusable', message: 'No usable address.' } };
        return { body: WANTED };
      },
    },
    { ...tooOften(PER_MINUTE.reports), given: () => ({ body: WANTED }) },
    {
      says: 'later, when Temporal is away',
      status: 503,
      code: 'TemporalUnreachable',
      given: (fakes) => {
        fakes.away.temporal = TEMPORAL_AWAY;
        return { body: WANTED };
      },
    },
    {
      says: 'later, when Cassandra is away',
      status: 503,
      code: 'SourceUnreachable',
      given: (fakes) => {
        fakes.away.source = SOURCE_AWAY;
        return { body: WANTED };
      },
    },
  ],
  'GET /v1/reports': [
    {
      says: 'all of the batch',
      status: 200,
      given: (fakes, id) => (running(fakes, id), kept(fakes, FOREIGN), { query: BATCH_QUERY }),
    },
    { says: 'not half a batch', status: 400, code: 'RequestInvalid', given: () => ({ query: `courseId=${COURSE}` }) },
    {
      says: 'not 101 at once',
      status: 400,
      code: 'RequestInvalid',
      given: () => ({ query: `${BATCH_QUERY}&limit=101` }),
    },
    {
      says: 'no id of another form',
      status: 400,
      code: 'IdInvalid',
      given: () => ({ query: `courseId=a.b&batchId=${BATCH}` }),
    },
    nobody,
    {
      says: 'not to a stranger',
      status: 403,
      code: 'NotMentorOfBatch',
      given: () => ({ query: BATCH_QUERY, as: STRANGER }),
    },
    {
      says: 'of no batch that there is not',
      status: 404,
      code: 'BatchNotFound',
      given: () => ({ query: `courseId=${COURSE}&batchId=x` }),
    },
    { ...tooOften(PER_MINUTE.anything), given: () => ({ query: BATCH_QUERY }) },
    { ...storeAway, given: (fakes) => (storeAway.given(fakes, ''), { query: BATCH_QUERY }) },
  ],
  'GET /v1/reports/{reportId}': [
    { says: 'one under way', status: 200, given: running },
    { says: 'one that has ended', status: 200, given: kept },
    seenByMentors,
    badId,
    nobody,
    unknown,
    foreign,
    tooOften(PER_MINUTE.anything),
    storeAway,
  ],
  'GET /v1/reports/{reportId}/events': [
    { says: 'how it ended', status: 200, given: kept },
    seenByMentors,
    badId,
    nobody,
    unknown,
    foreign,
    tooOften(PER_MINUTE.anything),
    storeAway,
  ],
  'GET /v1/reports/{reportId}/file': [
    { says: 'the file', status: 200, given: kept },
    badId,
    nobody,
    {
      says: 'not to one who has lost the right to the batch',
      status: 403,
      code: 'NotMentorOfBatch',
      given: (fakes, id) => {
        kept(fakes, id);
        fakes.mentors = [];
      },
    },
    unknown,
    foreign,
    notHers,
    { says: 'not yet', status: 409, code: 'ReportNotReady', given: running },
    {
      says: 'never, if it was cancelled',
      status: 409,
      code: 'ReportWithoutFile',
      given: (fakes, id) => void fakes.entries.set(id, entryOf(id, { outcome: 'cancelled' })),
    },
    {
      says: 'no more, past its time',
      status: 410,
      code: 'ReportExpired',
      given: (fakes, id) => {
        kept(fakes, id);
        fakes.objects.clear();
      },
    },
    tooOften(PER_MINUTE.anything),
    storeAway,
  ],
  'POST /v1/reports/{reportId}/resend': [
    { says: 'yes', status: 202, given: kept },
    badId,
    nobody,
    {
      says: 'not to one who has lost the right to the batch',
      status: 403,
      code: 'NotAuthorised',
      given: (fakes) => void (fakes.answer = { status: 'refused', error: { code: 'NotAuthorised', message: 'Lost.' } }),
    },
    {
      ...unknown,
      given: (fakes, reportId) => void (fakes.away.resend = new ReportError('ReportNotFound', { reportId })),
    },
    foreign,
    notHers,
    ...(
      [
        [409, 'ReportNotReady'],
        [410, 'ReportExpired'],
        [503, 'TemporalUnreachable'],
      ] as const
    ).map(([status, code]) => ({
      says: code,
      status,
      code,
      given: (fakes: PortalFakes) => void (fakes.away.resend = new ReportError(code)),
    })),
    {
      says: 'that her address is not usable',
      status: 422,
      code: 'AddressUnusable',
      given: (fakes) =>
        void (fakes.answer = { status: 'refused', error: { code: 'AddressUnusable', message: 'None.' } }),
    },
    tooLarge,
    tooOften(PER_MINUTE.reports),
  ],
  'DELETE /v1/reports/{reportId}': [
    { says: 'yes', status: 202, given: running },
    badId,
    nobody,
    unknown,
    foreign,
    notHers,
    { says: 'not of one that has ended', status: 409, code: 'ReportEnded', given: kept },
    tooLarge,
    tooOften(PER_MINUTE.anything),
    {
      says: 'later, when Temporal is away',
      status: 503,
      code: 'TemporalUnreachable',
      given: (fakes) => void (fakes.away.temporal = TEMPORAL_AWAY),
    },
  ],
  'GET /v1/batches': [
    { says: 'a mentor what she may ask for', status: 200, given: () => ({ query: BATCH_QUERY }) },
    {
      says: 'a stranger that she may not, and why',
      status: 200,
      given: () => ({ query: BATCH_QUERY, as: STRANGER }),
    },
    {
      says: 'nothing of an id of another form',
      status: 400,
      code: 'IdInvalid',
      given: () => ({ query: 'courseId=a.b&batchId=c' }),
    },
    { ...nobody, given: () => ({ query: BATCH_QUERY, as: '' }) },
    { ...tooOften(PER_MINUTE.anything), given: () => ({ query: BATCH_QUERY }) },
    {
      says: 'later, when Cassandra is away',
      status: 503,
      code: 'SourceUnreachable',
      given: (fakes) => ((fakes.away.source = SOURCE_AWAY), { query: BATCH_QUERY }),
    },
  ],
  'GET /v1/download-ratio': [
    { says: 'an operator that of all', status: 200, given: (fakes) => void (fakes.roles = ['SYSTEM_ADMINISTRATION']) },
    {
      says: 'an administrator that of her tenant',
      status: 200,
      given: (fakes) => ((fakes.roles = ['ORG_ADMIN']), { query: `level=tenant&id=${TENANT}&from=2026-07-01` }),
    },
    {
      says: 'nothing of a day that is none',
      status: 400,
      code: 'PeriodInvalid',
      given: () => ({ query: 'from=July' }),
    },
    {
      says: 'nothing of an id of another form',
      status: 400,
      code: 'IdInvalid',
      given: (fakes) => ((fakes.roles = ['SYSTEM_ADMINISTRATION']), { query: 'level=course&id=a.b' }),
    },
    { says: 'nothing of no course', status: 400, code: 'RequestInvalid', given: () => ({ query: 'level=course' }) },
    { says: 'nothing of half of all', status: 400, code: 'RequestInvalid', given: () => ({ query: 'id=do_1' }) },
    nobody,
    { says: 'nothing to a mentor', status: 403, code: 'RatioForbidden', given: () => {} },
    {
      says: 'nothing of another tenant to an administrator',
      status: 403,
      code: 'RatioForbidden',
      given: (fakes) => ((fakes.roles = ['ORG_ADMIN']), { query: 'level=tenant&id=other' }),
    },
    tooOften(PER_MINUTE.reports),
    {
      says: 'later, when the store is away',
      status: 503,
      code: 'StoreUnavailable',
      given: (fakes) => {
        fakes.roles = ['SYSTEM_ADMINISTRATION'];
        fakes.away.store = new ReportError('StoreUnavailable');
      },
    },
  ],
  'GET /healthz': [{ says: 'yes', status: 200, given: () => {} }],
  'GET /readyz': [
    { says: 'yes', status: 200, given: () => {} },
    { says: 'no, without Temporal', status: 503, given: (fakes) => void (fakes.away.temporal = TEMPORAL_AWAY) },
    { says: 'no, without Cassandra', status: 503, given: (fakes) => void (fakes.away.source = SOURCE_AWAY) },
    { says: 'no, without a worker', status: 503, given: (fakes) => void (fakes.workers = 0) },
  ],
};

async function answerTo(route: string, { given, times = 1 }: Case) {
  const fakes = new PortalFakes();
  const id = reportIdOf(MENTOR);
  const ask: Ask = given(fakes, id) ?? {};
  await using app = await portalServer(fakes.deps);
  const [method, path = ''] = route.split(' ');
  const url = path.replace('{reportId}', ask.id ?? id) + (ask.query === undefined ? '' : `?${ask.query}`);
  const as = ask.as ?? MENTOR;
  const headers = as === '' ? {} : { authorization: `Bearer ${as}` };
  const payload = ask.body === undefined ? {} : { payload: ask.body as object };
  let answer;
  for (let asked = 0; asked < times; asked += 1) {
    answer = await app.inject({ method: method as 'GET', url, headers, ...payload });
  }
  if (answer === undefined) throw new Error('nothing was asked');
  return answer;
}

const FORMS: Readonly<Record<string, z.ZodType>> = {
  'GET /v1/reports': Reports,
  'GET /v1/download-ratio': RatioForm,
  'GET /v1/batches': BatchForm,
  'GET /readyz': ReadinessForm,
};

describe.each(Object.entries(ROUTES))('%s answers', (route, cases) => {
  test.each(cases)('$status: $says', async (one) => {
    const answer = await answerTo(route, one);
    expect({ status: answer.statusCode, body: answer.statusCode === one.status ? '' : answer.body }).toEqual({
      status: one.status,
      body: '',
    });
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    const isNo = one.status >= 400 && route !== 'GET /readyz';
    if (isNo) {
      const problem = ProblemForm.parse(answer.json());
      expect(problem.code).toBe(one.code);
      expect(problem.message).not.toContain(problem.todo);
    } else if (/json/.test(String(answer.headers['content-type'])) && route !== 'GET /healthz') {
      expect(answer.json()).toEqual((FORMS[route] ?? Report).parse(answer.json()));
    }
    const isLater = isNo && (one.status === 503 || one.status === 429);
    expect(Number(answer.headers['retry-after'] ?? 0) > 0).toBe(isLater);
  });
});

describe('/openapi.json', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await portalServer(new PortalFakes().deps);
  });
  afterAll(() => app.close());

  async function document() {
    const answer = await app.inject('/openapi.json');
    return answer.json<{ openapi: string; paths: Record<string, Record<string, { responses: object }>> }>();
  }

  test('is a valid document of OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(await document());
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect((await document()).openapi).toBe('3.1.0');
  });

  test('names the very routes and statuses that are shown above', async () => {
    const named = Object.entries((await document()).paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { responses }]) =>
        Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
      ),
    );
    const shown = Object.entries(ROUTES).flatMap(([route, cases]) => cases.map(({ status }) => `${route} ${status}`));
    expect(named.toSorted()).toEqual([...new Set(shown)].toSorted());
  });
});
