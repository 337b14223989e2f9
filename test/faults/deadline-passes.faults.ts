import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDirectories } from '../../activities/directories.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { connect, type Connected } from '../../worker/dependencies.ts';
import { deadlinesFrom } from '../../report/budget.ts';
import { serverValues } from '../support/cassandra.ts';
import { heldServer, type HeldServer } from '../../dev/chaos/held-server.ts';
import { resetToFirstTask } from '../support/reset-run.ts';
import type { SmtpScript } from '../support/smtp-script.ts';
import { changedBundle } from '../support/workflow-bundle.ts';
import { endOf } from '../support/workflow-scene.ts';
import { gate } from '../support/workflow-troubles.ts';
import { expectAlwaysTrue } from './always-true.ts';
import type { Scenario } from './scenario.ts';
import { stage } from './real-stage.ts';
import { inData } from './ports-that-stop.ts';
import { withoutClosing, withoutHeartbeat } from './without.ts';

const DEADLINE_MS = 60_000;

/** Notes when the server has a whole message. */
function noting(times: number[], script: SmtpScript = {}): SmtpScript {
  return {
    ...script,
    at: (state) => {
      if (state === 'dot') times.push(Date.now());
      return script.at?.(state);
    },
  };
}

/** Late at a step, she is told in time, and nothing else of that run is mailed; the operator's retry sends the report. */
async function expectLateThenSent(scenario: Scenario, step: string, toldMs: readonly number[], isTooLate = false) {
  const { result, failure } = await endOf(scenario.run);
  expect(result).toMatchObject({ outcome: 'late' });
  expect(failure).toMatchObject({ type: 'DeadlineMissed' });
  expect(failure?.message).toContain(`${step} took too long`);
  expect([scenario.reports.length, scenario.notices.length]).toEqual([0, 1]);
  const { startTime } = await scenario.run.describe();
  const { tellUntilMs } = deadlinesFrom(startTime.getTime(), DEADLINE_MS);
  expect((toldMs[0] ?? Infinity) < tellUntilMs).toBe(!isTooLate);
  await expectAlwaysTrue(scenario);

  await resetToFirstTask(stage().server.client, scenario.run);
  expect((await endOf(scenario.run)).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
  expect([scenario.reports.length, scenario.notices.length]).toEqual([1, 1]);
  await expectAlwaysTrue(scenario);
}

describe.concurrent('a deadline that passes', () => {
  let cassandra: HeldServer;
  let held: Connected;
  beforeAll(async () => {
    const values = serverValues();
    cassandra = await heldServer(process.env['CASSANDRA_CONTACT_POINTS'] ?? '');
    held = connect({ ...values, CASSANDRA_CONTACT_POINTS: [cassandra.address] });
  });
  afterAll(async () => {
    await held.close();
    await cassandra[Symbol.asyncDispose]();
  });

  test('while reading, as the learners cannot be read until then', async () => {
    const told: number[] = [];
    await using scenario = await stage().scenario({
      input: { deadlineMs: DEADLINE_MS },
      mailServer: [noting(told)],
      deps: (real) => ({ ...real, source: held.deps.source, directories: createDirectories(held.deps.source) }),
      steps: (real) => ({
        ...real,
        listPages: (input) => {
          if (told.length === 0) cassandra.hold('answers');
          return real.listPages(input);
        },
        closeDelivery: (input) => {
          cassandra.release();
          return real.closeDelivery(input);
        },
      }),
    });
    await scenario.start();
    await expectLateThenSent(scenario, 'listPages', told);
  });

  test('while sending, as the mail server stalls until after it', async () => {
    const told: number[] = [];
    const stall = gate();
    const stalling = { at: (state: string) => (state === 'data' ? stall.pass() : undefined) };
    await using scenario = await stage().scenario({
      input: { deadlineMs: DEADLINE_MS },
      mailServer: [noting([], stalling), noting(told)],
    });
    await scenario.start();
    void endOf(scenario.run).then(stall.open);
    await expectLateThenSent(scenario, 'deliverReport', told);
    expect(scenario.smtp.dialogues[0]).toMatchObject({ isWhole: false, isClosed: true });
  });

  test('with no worker alive: one that comes back afterwards tells her, and sends no report', async () => {
    const told: number[] = [];
    const taskQueue = randomUUID();
    await using scenario = await stage().scenario({
      input: { deadlineMs: DEADLINE_MS },
      taskQueue,
      mailServer: [noting(told)],
    });
    await scenario.start();
    await sleep(DEADLINE_MS + 1_000);
    const late = await stage().worker(taskQueue);
    await late.runUntil(() => expectLateThenSent(scenario, 'waiting for a worker', told, true));
  });

  test.each([
    ['as it is: nothing follows the notice', undefined, 0],
    ['counter-proof: when the delivery is not closed, the report follows a "not ready"', withoutClosing, 1],
  ] as const)('with a worker that stands still in DATA, %s', async (_, part = (steps) => steps, mails) => {
    const stand = gate();
    await using scenario = await stage().scenario({
      // Sending ends before the heartbeat time-out of 25 s, and the file is built in time on a busy machine, too.
      input: { deadlineMs: 22_000 },
      deps: (real) => inData(withClockStopped(real), stand.pass),
      steps: (real) => part(withoutHeartbeat(real)),
    });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'late' });
    expect([scenario.reports.length, scenario.notices.length]).toEqual([0, 1]);
    stand.open();
    await scenario.smtp.allClosed(5_000);
    expect(scenario.reports).toHaveLength(mails);
  });

  test('counter-proof: counted from the first workflow task, a report is mailed after its deadline', async () => {
    const taskQueue = randomUUID();
    const fromFirstTask = { from: 'runId === firstExecutionRunId ? startTime : runStartTime', to: 'runStartTime' };
    const workflowBundle = await changedBundle({ file: 'counts-from.ts', ...fromFirstTask });
    await using scenario = await stage().scenario({ input: { deadlineMs: 20_000 }, taskQueue });
    const handle = await scenario.start();
    await sleep(21_000);
    const late = await stage().worker(taskQueue, { workflowBundle });
    expect((await late.runUntil(() => endOf(handle))).result).toMatchObject({ outcome: 'sent' });
    expect(scenario.reports).toHaveLength(1);
  });
});

/** The mailer of a worker whose clock stands still with it: neither the end of its window nor a cancel reaches it. */
function withClockStopped(real: Dependencies): Dependencies {
  const send: Dependencies['mailer']['send'] = (mail, limits) =>
    real.mailer.send(mail, { ...limits, windowMs: 600_000, signal: new AbortController().signal });
  return { ...real, mailer: { ...real.mailer, send } };
}
