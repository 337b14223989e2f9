import { join } from 'node:path';
import cassandra from 'cassandra-driver';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { cassandraLedger } from '../../adapters/cassandra/ledger.ts';
import { cassandraOptions, ownKeyspace } from '../../config/connections.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { TASK_QUEUE } from '../../workflows/contract.ts';
import { expectAlwaysTrue } from '../faults/always-true.ts';
import { stage } from '../faults/real-stage.ts';
import type { Scenario, Setting } from '../faults/scenario.ts';
import { kill, takenOver, type First } from '../faults/taken-over.ts';
import { countingByItsOwnClock } from '../faults/without.ts';
import { serverValues } from '../support/cassandra.ts';
import { clockOff } from '../support/clock-off.ts';
import { startPortalProcess } from '../support/e2e-portal.ts';
import { openScene } from '../support/e2e-scene.ts';
import { until } from '../support/e2e-until.ts';
import type { SmtpState } from '../support/smtp-script.ts';
import { type Ended } from '../support/workflow-scene.ts';
import { gate } from '../support/workflow-troubles.ts';

const MINUTE_MS = 60_000;
const AHEAD_MS = 10 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
const INDIA_AHEAD_MS = 330 * MINUTE_MS;

/** A machine whose clock is so far ahead of the servers', or behind (below 0). */
interface Machine {
  readonly offMs: number;
  readonly TZ: string;
}

/** One report by a worker process of its own. */
async function madeOn(
  { offMs, TZ }: Machine,
  setting: Setting,
  check: (scenario: Scenario, ended: Ended) => Promise<void>,
): Promise<void> {
  await using scene = await openScene();
  await using scenario = await stage().scenario({ temporal: scene.temporal, taskQueue: TASK_QUEUE, ...setting });
  const worker = await scene.startWorker({ SMTP_URL: scenario.smtp.url, TZ, ...clockOff(offMs) });
  const [, logged = ''] = /"time":(\d+)/.exec(worker.log()) ?? [];
  expect(Math.abs(Number(logged) - Date.now() - offMs)).toBeLessThan(2 * MINUTE_MS);
  await check(scenario, await scenario.end());
  await expectAlwaysTrue(scenario);
}

/** Its times are the Temporal server's, which on this machine are ours. */
async function expectServerTimes(scenario: Scenario): Promise<void> {
  const startedMs = (await scenario.run.describe()).startTime.getTime();
  const entry = await scenario.entry();
  expect(entry?.requestedAtMs).toBe(startedMs);
  const india = new Date(startedMs + INDIA_AHEAD_MS).toISOString().slice(0, 10);
  expect(entry?.fileName).toBe(`course-progress_${scenario.input.batchId}_${india}.csv`);
  for (const { message } of scenario.smtp.mails()) {
    const { date } = await simpleParser(message);
    expect(Math.abs((date?.getTime() ?? 0) - Date.now())).toBeLessThan(2 * MINUTE_MS);
  }
}

describe.concurrent('a clock that is ten minutes off', () => {
  test("a worker's that is ahead, by a whole day, in New York: sent, as there is time by the server's clock", () => {
    const machine = { offMs: DAY_MS, TZ: 'America/New_York' };
    return madeOn(machine, { input: { deadlineMs: 5 * MINUTE_MS } }, async (scenario, { result }) => {
      expect(result).toMatchObject({ outcome: 'sent' });
      expect(scenario.reports).toHaveLength(1);
      await expectServerTimes(scenario);
    });
  });

  test("a worker's that is behind, in UTC: a mail server that stalls makes it late at the same minute, and she is told", () => {
    const machine = { offMs: -AHEAD_MS, TZ: 'UTC' };
    const stall = gate();
    const mailServer = [{ at: (state: SmtpState) => (state === 'data' ? stall.pass() : undefined) }];
    return madeOn(machine, { input: { deadlineMs: MINUTE_MS }, mailServer }, async (scenario, { result }) => {
      stall.open();
      expect(result).toMatchObject({ outcome: 'late' });
      expect([scenario.reports.length, scenario.notices.length]).toEqual([0, 1]);
      const entry = await scenario.entry();
      expect(entry?.finishedAtMs).toBeLessThan(entry?.deadlineAtMs ?? 0);
      await expectServerTimes(scenario);
    });
  });

  test('counter-proof: a worker that counted what is left by its own clock would be late', async () => {
    await using scenario = await stage().scenario({
      input: { deadlineMs: 15_000 },
      steps: countingByItsOwnClock(AHEAD_MS),
    });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'late' });
    expect(scenario.reports).toHaveLength(0);
  });

  test("a worker's that is ahead, killed before the dot: what the next one writes into the ledger stands", () => {
    const at = (state: SmtpState, first: First) => (state === 'rcpt' ? kill(first) : undefined);
    return takenOver({ first: clockOff(AHEAD_MS), at }, async (scenario) => {
      expect(await scenario.entry()).toMatchObject({ outcome: 'sent', stage: 'sending', form: 'csv' });
      expect(scenario.reports).toHaveLength(1);
    });
  });

  test('counter-proof: with its own time on its writes, the ledger never hears of the end', async () => {
    const client = stampingClient();
    const ledger = cassandraLedger(client, ownKeyspace(serverValues()));
    await using scenario = await stage().scenario({
      steps: (real) => ({
        ...real,
        prepareReport: (input) => createActivities({ ...stage().deps, ledger }).prepareReport(input),
      }),
    });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    expect(await scenario.entry()).toMatchObject({ outcome: null, file: null });
    await client.shutdown();
  });

  test.each([
    ['ahead', AHEAD_MS],
    ['behind', -AHEAD_MS],
  ])("a portal's that is %s: it sees the worker that asks for work", async (_, offMs) => {
    await using scene = await openScene();
    const portal = await startPortalProcess(
      { ...scene.settings, ...clockOff(offMs) },
      join(scene.folder, 'portal.log'),
    );
    const worker = await stage().worker(TASK_QUEUE, { namespace: scene.temporal.options.namespace });
    await worker.runUntil(() =>
      until('a portal that is ready', async () => (await fetch(`${portal.url}/readyz`)).ok || undefined),
    );
    await portal.stop();
  });

  test.each([
    ['ten minutes ahead: it starts a report, whose deadline is by the server', AHEAD_MS, 202],
    ['two hours ahead: to it every token of an hour is over, and it says so', 120 * MINUTE_MS, 401],
  ] as const)("a portal's that is %s", async (_, offMs, status) => {
    await using scene = await openScene();
    const portal = await startPortalProcess(
      { ...scene.settings, ...clockOff(offMs) },
      join(scene.folder, 'portal.log'),
    );
    const { courseId, batchId } = stage().batch;
    const answer = await portal.ask('POST', '/v1/reports', DEMO.mentorId, { courseId, batchId });
    expect(answer.status).toBe(status);
    const told = (await answer.json()) as { deadlineAt?: string; code?: string };
    if (status === 401) expect(told.code).toBe('Unauthenticated');
    else expect(Math.abs(Date.parse(told.deadlineAt ?? '') - Date.now() - 30 * MINUTE_MS)).toBeLessThan(MINUTE_MS);
    await portal.stop();
  });
});

/** Puts the time of this machine on its writes, as the driver does by itself; and the machine's clock is ahead. */
function stampingClient(): cassandra.Client {
  class Ahead extends cassandra.policies.timestampGeneration.MonotonicTimestampGenerator {
    override getDate(): number {
      return Date.now() + AHEAD_MS;
    }
  }
  const { contactPoints, localDataCenter } = cassandraOptions(serverValues());
  const policies = { timestampGeneration: new Ahead(1_000, 1_000) };
  return new cassandra.Client({
    contactPoints: [...contactPoints],
    localDataCenter,
    policies,
    queryOptions: { prepare: true },
  });
}
