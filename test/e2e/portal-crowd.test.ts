import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoBatch } from '../../dev/data/batch.ts';
import type { Deliver } from '../../report/request.ts';
import type { ReportStatus } from '../../report/status.ts';
import { countedTemporal, type CountedTemporal } from '../support/counted-temporal.ts';
import { send } from '../support/e2e-fuzz.ts';
import { always, mailServer } from '../support/e2e-mail-servers.ts';
import { writeWithMentors } from '../support/e2e-mentors.ts';
import { startPortalProcess, statusesIn, type PortalProcess } from '../support/e2e-portal.ts';
import type { Settings } from '../support/e2e-program.ts';
import { openScene } from '../support/e2e-scene.ts';
import { until } from '../support/e2e-until.ts';
import { judgeBy } from '../support/openapi-answers.ts';
import { operationsOf, type OpenApiDocument } from '../support/openapi-operations.ts';
import { requestsFor, type Asker, type FuzzRequest } from '../support/openapi-requests.ts';
import { reply } from '../support/smtp-script.ts';

/** More by hand: `FUZZ_REQUESTS=10000 npm run test:e2e`. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 1_000);
/** The slowest, a start that waits for its refusal, is waited for once. */
const AT_ONCE = 25;
/** So many that the limit of one user, 600 a minute, is not what answers. */
const ASKERS = 20;

const REPORTS = 50;
const FOLLOWERS = 1_000;
const WATCHED_MS = 5_000;

const BATCH = demoBatch({ learners: 50, seed: 11 });
const { courseId, batchId } = BATCH;

/** It puts every mail off, so that a report for a mailbox stays under way. */
const PUT_OFF = Array.from({ length: 10 }, () => always({ rcpt: reply('451 4.7.1 later') })).flat();

let mentors: string[];
let tokens: string[];
let temporal: CountedTemporal;
let portal: PortalProcess;
const opened: AsyncDisposable[] = [];
beforeAll(async () => {
  mentors = await writeWithMentors(BATCH, REPORTS);
  const mails = await mailServer(...PUT_OFF);
  const scene = await openScene({ SMTP_URL: mails.url, REPORT_READINGS_PER_TENANT: '1000' });
  temporal = await countedTemporal(scene.settings['TEMPORAL_ADDRESS'] ?? '');
  opened.push(mails, scene, temporal);
  await scene.startWorker();
  const settings: Settings = { ...scene.settings, TEMPORAL_ADDRESS: temporal.address };
  portal = await startPortalProcess(settings, join(scene.folder, 'portal.log'));
  opened.push({ [Symbol.asyncDispose]: async () => void (await portal.stop()) });
  const tokenOf = async (mentor: string) => (await fetch(`${settings['DEV_TOKEN_URL']}?user=${mentor}`)).text();
  tokens = await Promise.all(mentors.map(tokenOf));
});
afterAll(async () => {
  for (const one of opened.toReversed()) await one[Symbol.asyncDispose]();
});

test('the portal answers whatever is asked as /openapi.json says', async () => {
  const document = (await (await fetch(`${portal.url}/openapi.json`)).json()) as OpenApiDocument;
  const judge = judgeBy(document);
  const askers = await Promise.all(tokens.slice(0, ASKERS).map((token, no) => askerOf(token, mentors[no] ?? '')));

  const answered = new Map<string, number>();
  const check = async (asked: FuzzRequest) => {
    const answer = await send(portal.url, asked);
    const { method, path } = asked.operation;
    const row = `${method} ${path} ${answer.status}`;
    answered.set(row, (answered.get(row) ?? 0) + 1);
    const faults = judge(asked.operation, answer);
    if (faults.length > 0) throw new Error(JSON.stringify({ faults, asked: { ...asked, operation: row }, answer }));
  };
  const several = fc.array(requestsFor(operationsOf(document), askers), { minLength: AT_ONCE, maxLength: AT_ONCE });
  await fc.assert(
    fc.asyncProperty(several, async (asked) => void (await Promise.all(asked.map(check)))),
    // What others have changed meanwhile is not there to be shrunk.
    { numRuns: Math.ceil(REQUESTS / AT_ONCE), endOnFailure: true },
  );
  const good = [...answered].filter(([row]) => / 2\d\d$/.test(row));
  const sum = (rows: readonly [string, number][]) => rows.reduce((total, [, count]) => total + count, 0);
  expect(sum(good) / sum([...answered])).toBeGreaterThan(0.3);
  expect(good).toHaveLength(operationsOf(document).length);
}, 1_800_000);

/** A mentor with one report that waits for her and one that is under way. */
async function askerOf(token: string, mentorId: string): Promise<Asker> {
  const kept = await requested(mentorId, 'portal');
  await statusesIn(await portal.ask('GET', `/v1/reports/${kept}/events`, mentorId));
  const underWay = await requested(mentorId, 'mail');
  const known = {
    courseId: [courseId],
    batchId: [batchId],
    reportId: [kept, underWay],
    id: [courseId, batchId],
    from: ['2026-01-01'],
    to: ['2026-12-31'],
  };
  return { token, known };
}

async function requested(mentorId: string, deliver: Deliver): Promise<string> {
  const answer = await portal.ask('POST', '/v1/reports', mentorId, { courseId, batchId, deliver });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as ReportStatus).reportId;
}

test('a thousand followers cost a question a second for each report, and little memory', async () => {
  const reports = await Promise.all(mentors.map((mentor) => requested(mentor, 'mail')));
  for (const followed of [reports.slice(0, 1), reports]) {
    const before = residentMb(portal.pid);
    const stop = new AbortController();
    const followers = Array.from({ length: FOLLOWERS }, (_, no) => follow(no, followed, stop.signal));
    expect((await Promise.all(followers)).filter((status) => status !== 200)).toEqual([]);
    const { seconds, calls } = await callsWithin(WATCHED_MS);
    const grownMb = residentMb(portal.pid) - before;
    stop.abort();
    expect(calls.get('DescribeWorkflowExecution')).toBeGreaterThan(followed.length);
    expect([...calls].filter(([, count]) => count > followed.length * (seconds + 1))).toEqual([]);
    expect(grownMb).toBeLessThan(100);
    await until('all to be gone', async () => ((await openStreams()) === 0 ? true : undefined));
  }
});

async function follow(no: number, reports: readonly string[], signal: AbortSignal): Promise<number> {
  const headers = { authorization: `Bearer ${tokens[no % tokens.length]}` };
  const url = `${portal.url}/v1/reports/${reports[no % reports.length]}/events`;
  const answer = await fetch(url, { headers, signal });
  answer.text().catch(() => undefined);
  return answer.status;
}

/** What the portal asks Temporal in this time. */
async function callsWithin(ms: number) {
  const before = new Map(temporal.calls);
  const startedAt = performance.now();
  await sleep(ms);
  const calls = new Map([...temporal.calls].map(([method, count]) => [method, count - (before.get(method) ?? 0)]));
  return { calls, seconds: (performance.now() - startedAt) / 1_000 };
}

async function openStreams(): Promise<number> {
  const metrics = await (await fetch(`${portal.url}/metrics`)).text();
  return Number(/^course_report_portal_event_streams (\d+)$/m.exec(metrics)?.[1]);
}

function residentMb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}
