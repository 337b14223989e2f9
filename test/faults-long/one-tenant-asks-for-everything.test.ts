import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '@temporalio/client';
import { cassandraReadingLines } from '../../adapters/cassandra/reading-lines.ts';
import { reportClient } from '../../client/index.ts';
import { ownKeyspace } from '../../config/connections.ts';
import { batchRow } from '../../dev/data/batch-row.ts';
import { demoBatch, type DemoBatch } from '../../dev/data/batch.ts';
import { writeRows } from '../../dev/data/cassandra/write-rows.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { rootOrgId } from '../../dev/data/places/organisation-id.ts';
import type { Row } from '../../dev/data/rows.ts';
import { makeReportStore, stackValues, withCassandra } from '../../dev/set-up.ts';
import { isOutcome, type ReportStatus } from '../../report/status.ts';
import { note } from '../faults/seen.ts';
import { mailServer } from '../support/e2e-mail-servers.ts';
import { writeWithMentors } from '../support/e2e-mentors.ts';
import { openScene, stackSettings, type Scene } from '../support/e2e-scene.ts';
import { until } from '../support/e2e-until.ts';
import { plainTemporal, type PlainTemporal } from '../support/plain-temporal.ts';

/** A twentieth of two hundred lakhs against a thousand: what counts is that it is far more than one worker does at once. */
const MANY = 24;
const LARGE = demoBatch({ learners: 10_000, seed: 30 });
const SMALL = demoBatch({ learners: 500, seed: 31 });

/** A line of its own: what other files have under way stands in that of the same tenant for 90 s. */
const OWN_STORE = { REPORT_KEYSPACE: 'course_reports_flood' };
const values = () => stackValues({ ...stackSettings(), ...OWN_STORE });

const ENDS_WITHIN_MS = 300_000;

let many: string[];
let other: string;
let temporal: PlainTemporal | undefined;
beforeAll(async () => {
  many = await writeWithMentors(LARGE, MANY);
  [other = ''] = await writeWithMentors(SMALL, 1);
  await giveTo(rootOrgId('ka'), SMALL, other);
  await makeReportStore(values());
  temporal = await plainTemporal();
});
afterAll(() => temporal?.[Symbol.asyncDispose]());

/** Another organisation's course. */
async function giveTo(organisationId: string, batch: DemoBatch, mentorId: string): Promise<void> {
  const own = batchRow(batch);
  const changed = { ...own.values, createdfor: [organisationId], mentors: [mentorId] };
  await withCassandra(values(), (client) => writeRows(client, [{ ...own, values: changed } as Row]));
}

interface Flooded {
  readonly loneMs: number;
  readonly floodedMs: number;
  /** The longest of the flood. */
  readonly pageMs: number;
  readonly large: readonly ReportStatus[];
  readonly mails: number;
}

function openFlood(smtpUrl: string, settings: Record<string, string> = {}): Promise<Scene> {
  return openScene({ TEMPORAL_ADDRESS: temporal?.address ?? '', SMTP_URL: smtpUrl, ...OWN_STORE, ...settings });
}

/** One small report alone, and the same amid all the large ones. */
async function flooded(settings: Record<string, string> = {}): Promise<Flooded> {
  await using smtp = await mailServer();
  await using scene = await openFlood(smtp.url, settings);
  await scene.startWorker();
  const client = reportClient(scene.temporal);
  const ask = async (batch: DemoBatch, requesterId: string) => {
    const { reportId } = await client.request({ ...batchKey(batch), requesterId, deliver: 'mail' });
    return reportId;
  };
  const small = () => timed(async () => endOf(scene.temporal, await ask(SMALL, other)));
  // The first of all finds a worker that has read nothing yet.
  await small();
  const loneMs = await small();
  const asked = await Promise.all(many.map((mentor) => ask(LARGE, mentor)));
  const floodedMs = await small();
  const large = await Promise.all(asked.map((reportId) => endOf(scene.temporal, reportId)));
  const pages = await Promise.all(large.map(({ workflowId }) => longestPage(scene.temporal, workflowId)));
  return { loneMs, floodedMs, pageMs: Math.max(...pages), large, mails: smtp.mails().length };
}

async function timed(work: () => Promise<ReportStatus>): Promise<number> {
  const begun = performance.now();
  expect(await work()).toMatchObject({ status: 'sent', rows: SMALL.activeLearners });
  return Math.round(performance.now() - begun);
}

function endOf(of: Client, reportId: string): Promise<ReportStatus> {
  const client = reportClient(of);
  const ended = async () => {
    const status = await client.status(reportId);
    return status !== null && isOutcome(status.status) ? status : undefined;
  };
  return until('the report has ended', ended, { withinMs: ENDS_WITHIN_MS });
}

async function longestPage(of: Client, workflowId: string): Promise<number> {
  const { events } = await of.workflow.getHandle(workflowId).fetchHistory();
  const all = events ?? [];
  const msOf = (id: unknown) => {
    const time = all.find(({ eventId }) => Number(eventId) === Number(id))?.eventTime;
    return Number(time?.seconds ?? 0) * 1_000 + (time?.nanos ?? 0) / 1_000_000;
  };
  const isPage = (id: unknown) =>
    all.find(({ eventId }) => Number(eventId) === Number(id))?.activityTaskScheduledEventAttributes?.activityType
      ?.name === 'writePage';
  const tookMs = all.flatMap(({ eventId, activityTaskCompletedEventAttributes: done }) =>
    done && isPage(done.scheduledEventId) ? [msOf(eventId) - msOf(done.startedEventId)] : [],
  );
  return Math.round(Math.max(...tookMs));
}

describe('a tenant that asks for everything at once', () => {
  test('holds up no other: a small report takes twice its lone time and a page at the most; the many are sent', async () => {
    const { loneMs, floodedMs, pageMs, large, mails } = await flooded();
    note(`small: alone ${loneMs} ms, amid ${MANY} large ${floodedMs} ms, a page ${pageMs} ms`);
    expect(floodedMs).toBeLessThanOrEqual(2 * loneMs + pageMs);
    expect(large.map(({ status }) => status)).toEqual(large.map(() => 'sent'));
    expect(new Set(large.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(mails).toBe(MANY + 3);
  });

  test('counter-proof: where all of them are read at once, the other waits for them', async () => {
    const { loneMs, floodedMs, pageMs } = await flooded({ REPORT_READINGS_PER_TENANT: '1000' });
    note(`without a line: alone ${loneMs} ms, amid them ${floodedMs} ms, a page ${pageMs} ms`);
    expect(floodedMs).toBeGreaterThan(2 * loneMs + pageMs);
  });

  test('is told at the request, with an estimate, which reports could hardly be in time; the others are sent', async () => {
    await using smtp = await mailServer();
    await using scene = await openFlood(smtp.url);
    await scene.startWorker();
    const client = reportClient(scene.temporal, { deadlineMs: 600_000 });
    // Whoever has to wait longer than 5 s for her answer is no longer told: a worker that has read something is quick.
    const first = await client.request({ ...batchKey(SMALL), requesterId: other, deliver: 'portal' });
    await endOf(scene.temporal, first.reportId);
    await usuallyTakes(60_000);
    const answers = await Promise.all(
      many.map((requesterId) => client.request({ ...batchKey(LARGE), requesterId, deliver: 'mail' })),
    );
    const refused = answers.filter(({ status }) => status === 'refused');
    const others = answers.filter((answer) => !refused.includes(answer));
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map(({ error }) => error?.code))).toEqual(new Set(['TooManyReports']));
    for (const { error } of refused) expect(error?.message).toMatch(/about \d+ minutes/);
    // Two are read at once, so that many need not wait.
    expect(others.length).toBeGreaterThanOrEqual(2);
    const ends = await Promise.all(others.map(({ reportId }) => endOf(scene.temporal, reportId)));
    expect(ends.map(({ status }) => status)).toEqual(ends.map(() => 'sent'));
    expect(smtp.mails()).toHaveLength(others.length);
    note(`of ${MANY} at once ${refused.length} told at the request, ${others.length} sent`);
  });
});

const batchKey = ({ courseId, batchId }: DemoBatch) => ({ courseId, batchId });

/** As if reports of the many's tenant had been as large as that. */
function usuallyTakes(ms: number): Promise<void> {
  return withCassandra(values(), (client) =>
    cassandraReadingLines(client, ownKeyspace(values())).learn(DEMO.courseOrgId, ms),
  );
}
