import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { DEMO } from '../../dev/data/demo.ts';
import { expectAlwaysTrue } from '../faults/always-true.ts';
import { stage } from '../faults/real-stage.ts';
import { note } from '../faults/seen.ts';
import { requestOf } from '../support/e2e-batch.ts';
import { runOf } from '../support/e2e-history.ts';
import { mailServer } from '../support/e2e-mail-servers.ts';
import { startPortalProcess } from '../support/e2e-portal.ts';
import { reportIn } from '../support/e2e-program.ts';
import { openScene } from '../support/e2e-scene.ts';
import { until } from '../support/e2e-until.ts';
import { COUNTS_FROM_FIRST_TASK, changedBundle, workflowBundle } from '../support/workflow-bundle.ts';
import { endOf } from '../support/workflow-scene.ts';

const DEADLINE_MS = 20_000;

describe.concurrent('no worker alive for longer than the deadline', () => {
  test('who waits is told so a minute after it, doctor and portal see no worker, a late one tells the mentor', async () => {
    await using smtp = await mailServer();
    await using scene = await openScene({ SMTP_URL: smtp.url, REPORT_DEADLINE: `${DEADLINE_MS / 1_000}s` });
    const portal = await startPortalProcess(scene.settings, join(scene.folder, 'portal.log'));
    const ready = async () => (await (await fetch(`${portal.url}/readyz`)).json()) as { workers: number };
    const worker = await scene.startWorker();
    await until('a poller', async () => (await ready()).workers === 1 || undefined);
    await worker.kill9();
    const killedAt = performance.now();

    const waiting = scene.courseReport(...requestOf(stage().batch), '--wait', '--json');
    await until('none', async () => (await ready()).workers === 0 || undefined, { withinMs: 120_000, everyMs: 1_000 });
    note(`no worker seen ${Math.round((performance.now() - killedAt) / 1_000)} s after it was killed`);
    expect((await fetch(`${portal.url}/readyz`)).status).toBe(503);
    const doctor = await scene.courseReport('doctor');
    expect([doctor.exit, doctor.stdout]).toEqual([1, expect.stringMatching(/^fault +Temporal, workers: no worker/m)]);
    const answer = await waiting;
    expect([answer.exit, reportIn(answer).status]).toEqual([4, 'waiting']);
    expect(answer.stderr).toMatch(/no worker may be alive/);
    expect(smtp.mails()).toEqual([]);

    await scene.startWorker();
    const { result } = await endOf(runOf(scene.temporal, stage().batch, DEMO.mentorId));
    expect(result).toMatchObject({ outcome: 'late' });
    expect(smtp.mails().map(({ messageId }) => messageId.split('.')[1])).toEqual(['notice']);
    await portal.stop();
  });

  test.each([
    ['as it is: late, and no report is mailed', workflowBundle, 'late', 0],
    [
      'counter-proof: counted from the first workflow task, the report is mailed after its deadline',
      () => changedBundle(COUNTS_FROM_FIRST_TASK),
      'sent',
      1,
    ],
  ] as const)('a worker that comes back afterwards, %s', async (_, code, outcome, mails) => {
    const taskQueue = randomUUID();
    await using scenario = await stage().scenario({ input: { deadlineMs: DEADLINE_MS }, taskQueue });
    const run = await scenario.start();
    await sleep(DEADLINE_MS + 1_000);
    const late = await stage().worker(taskQueue, { workflowBundle: await code() });
    expect((await late.runUntil(() => endOf(run))).result).toMatchObject({ outcome });
    expect([scenario.reports.length, scenario.notices.length]).toEqual([mails, 1 - mails]);
    await expectAlwaysTrue(scenario);
  });
});
