import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '../../dev/data/demo.ts';
import { TASK_QUEUE } from '../../workflows/contract.ts';
import { expectAlwaysTrue } from '../faults/always-true.ts';
import { firstOf, firstTimes, inData } from '../faults/ports-that-stop.ts';
import { stage } from '../faults/real-stage.ts';
import { note } from '../faults/seen.ts';
import type { Scenario, Setting } from '../faults/scenario.ts';
import { withoutHeartbeat, withoutRecord } from '../faults/without.ts';
import { requestOf } from '../support/e2e-batch.ts';
import { runOf } from '../support/e2e-history.ts';
import { startPortalProcess, type PortalProcess } from '../support/e2e-portal.ts';
import type { Answer } from '../support/e2e-program.ts';
import { openScene, type Scene } from '../support/e2e-scene.ts';
import { until } from '../support/e2e-until.ts';
import { ownTemporal, type OwnTemporal } from '../support/own-temporal.ts';
import { endOf } from '../support/workflow-scene.ts';
import { gate } from '../support/workflow-troubles.ts';

/** Longer than the heartbeat time-out of 25 s: every step under way is taken for dead when the server is back. */
const AWAY_MS = 40_000;

describe.concurrent('a Temporal server that is killed and comes back', () => {
  const closing: (() => unknown)[] = [];
  let temporal: OwnTemporal;
  let asker: Scene;
  let portal: PortalProcess;
  const ask = () => {
    const { courseId, batchId } = stage().batch;
    return portal.ask('POST', '/v1/reports', DEMO.mentorId, { courseId, batchId });
  };

  // The places at which the server finds them when it dies; all but the last go on while it is away.
  const page = gate();
  const data = gate();
  const dataWithoutRecord = gate();
  const dataForLong = gate();
  const atData = (here: typeof data) => [{ at: (state: string) => (state === 'data' ? here.pass() : undefined) }];
  const started: Record<'page' | 'data' | 'dataWithoutRecord' | 'dataForLong', Scenario> = {} as never;
  const meanwhile: { asked?: Response; health?: number[]; commanded?: Answer } = {};

  beforeAll(async () => {
    temporal = await ownTemporal();
    closing.unshift(() => temporal[Symbol.asyncDispose]());
    const server = await TestWorkflowEnvironment.createFromExistingServer({ address: temporal.address });
    closing.unshift(() => server.teardown());
    const worker = await stage().worker(TASK_QUEUE, { connection: server.nativeConnection, namespace: 'default' });
    const working = worker.run();
    closing.unshift(() => (worker.shutdown(), working));
    const begin = async (setting: Setting) => {
      const scenario = await stage().scenario({ temporal: server.client, taskQueue: TASK_QUEUE, ...setting });
      await scenario.start();
      return scenario;
    };

    const scene = await openScene({ TEMPORAL_ADDRESS: temporal.address });
    closing.unshift(() => scene[Symbol.asyncDispose]());
    asker = await openScene({ TEMPORAL_ADDRESS: temporal.address });
    closing.unshift(() => asker[Symbol.asyncDispose]());
    portal = await startPortalProcess(asker.settings, join(asker.folder, 'portal.log'));
    closing.unshift(() => portal.stop());

    started.data = await stage().scenario({
      temporal: scene.temporal,
      taskQueue: TASK_QUEUE,
      mailServer: atData(data),
    });
    await scene.startWorker({ SMTP_URL: started.data.smtp.url });
    await started.data.start();
    started.page = await begin({ steps: firstOf('writePage', page.pass) });
    started.dataWithoutRecord = await begin({ deps: withoutRecord, mailServer: atData(dataWithoutRecord) });
    const standing = firstTimes(1, dataForLong.pass);
    started.dataForLong = await begin({ deps: (real) => inData(real, standing), steps: withoutHeartbeat });

    const places = [page, data, dataWithoutRecord];
    await Promise.all([...places, dataForLong].map(({ reached }) => reached));
    await temporal.kill();
    const back = sleep(AWAY_MS);
    for (const place of places) place.open();
    meanwhile.asked = await ask();
    const health = ['healthz', 'readyz'].map((path) => fetch(`${portal.url}/${path}`));
    meanwhile.health = (await Promise.all(health)).map(({ status }) => status);
    meanwhile.commanded = await asker.courseReport(...requestOf(stage().batch), '--json');
    await back;
    await temporal.comeBack();
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  test('in the middle of a page: it is read again, one mail', async () => {
    await using scenario = started.page;
    expect((await endOf(scenario.run)).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect(scenario.reports).toHaveLength(1);
    await expectAlwaysTrue(scenario);
    note(`away for ${AWAY_MS / 1_000} s`);
  });

  test('in the middle of DATA, with a worker process: the mail is accepted meanwhile, and not sent again', async () => {
    await using scenario = started.data;
    expect((await endOf(scenario.run)).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect(scenario.reports).toHaveLength(1);
    expect((await scenario.history()).repeatedFor('deliverReport')).toHaveLength(1);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: without a record of the mail it is sent again', async () => {
    await using scenario = started.dataWithoutRecord;
    expect((await endOf(scenario.run)).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect(scenario.reports).toHaveLength(2);
  });

  test('in the middle of a DATA that outlasts its absence, in silence: another attempt sends, the first may not finish', async () => {
    await using scenario = started.dataForLong;
    expect((await endOf(scenario.run)).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    dataForLong.open();
    await scenario.smtp.allClosed(10_000);
    expect(scenario.smtp.dialogues.map(({ isWhole }) => isWhole)).toEqual([false, true]);
    await expectAlwaysTrue(scenario);
  });

  test('a request meanwhile: 503 and when to ask again, exit 5; nothing is half started, and later it is served', async () => {
    const { asked, health, commanded } = meanwhile;
    expect([asked?.status, asked?.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await asked?.json()).toMatchObject({ code: 'TemporalUnreachable' });
    expect(health).toEqual([200, 503]);
    expect(commanded?.exit).toBe(5);
    const { batch } = stage();
    await expect(runOf(asker.temporal, batch, DEMO.mentorId).describe()).rejects.toThrow(WorkflowNotFoundError);
    const accepted = await until('the portal to reach it again', async () => {
      const again = await ask();
      return again.status === 503 ? undefined : again;
    });
    expect([accepted.status, await accepted.json()]).toMatchObject([202, { joined: false, status: 'waiting' }]);
  });

  test('counter-proof: one that comes back without its data knows no report, and nobody ends it', async () => {
    await using forgetful = await ownTemporal();
    const server = await TestWorkflowEnvironment.createFromExistingServer({ address: forgetful.address });
    await using scenario = await stage().scenario({ temporal: server.client });
    await scenario.start();
    await forgetful.kill();
    forgetful.forgetEverything();
    await forgetful.comeBack();
    await expect(scenario.run.describe()).rejects.toThrow(WorkflowNotFoundError);
    expect(await scenario.entry()).toBeNull();
    await server.teardown();
  });
});
