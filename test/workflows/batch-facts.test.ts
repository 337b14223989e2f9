import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { RefreshBatchFactsInput, RefreshBatchFactsResult } from '../../activities/api.ts';
import { BATCH_FACTS_SCHEDULE, setUpBatchFactsSchedule } from '../../client/batch-facts-schedule.ts';
import { TASK_QUEUE } from '../../workflows/contract.ts';
import { gate } from '../support/workflow-troubles.ts';
import { workflowBundle } from '../support/workflow-bundle.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

/** Of the test's own: the schedule has one id a namespace, and its runs are for whichever worker serves the reports. */
const namespace = `batch-facts-${randomUUID()}`;
let temporal: Client;
beforeAll(async () => {
  const { connection } = server();
  const day = { seconds: 86_400 };
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: day as never });
  temporal = new Client({ connection, namespace });
  // A new namespace is known to all parts of the server after some seconds.
  await vi.waitFor(ask, { timeout: 60_000, interval: 500 });
});

async function ask(): Promise<void> {
  for await (const _ of temporal.workflow.list()) break;
  for await (const _ of temporal.schedule.list()) break;
}

async function runs() {
  const found = [];
  for await (const { workflowId, status, type } of temporal.workflow.list())
    found.push({ workflowId, status: status.name, type });
  return found;
}

const RESULT: RefreshBatchFactsResult = { batches: 3, withoutDate: 1, withoutTenant: 0 };

describe('the nightly count of batches', () => {
  test('is scheduled once, begins at once, never beside itself, and leaves an operator’s choice alone', async () => {
    expect(await Promise.all([1, 2, 3].map(() => setUpBatchFactsSchedule(temporal)))).toSatisfy(
      (made: boolean[]) => made.filter(Boolean).length === 1,
    );
    const schedule = temporal.schedule.getHandle(BATCH_FACTS_SCHEDULE);
    const { spec, policies, action } = await schedule.describe();
    expect(spec).toMatchObject({
      timezone: 'Asia/Kolkata',
      calendars: [{ hour: [{ start: 2 }], minute: [{ start: 0 }] }],
    });
    expect(policies.overlap).toBe('SKIP');
    expect(action).toMatchObject({ workflowType: 'refreshBatchFacts', taskQueue: TASK_QUEUE });
    await expect.poll(runs, { timeout: 30_000 }).toMatchObject([{ type: 'refreshBatchFacts', status: 'RUNNING' }]);

    const atWork = gate();
    const inputs: RefreshBatchFactsInput[] = [];
    const refreshBatchFacts = async (input: RefreshBatchFactsInput) => {
      inputs.push(input);
      await atWork.pass();
      return RESULT;
    };
    const worker = await Worker.create({
      connection: server().nativeConnection,
      namespace,
      taskQueue: TASK_QUEUE,
      workflowBundle: await workflowBundle(),
      activities: { refreshBatchFacts },
    });
    await worker.runUntil(async () => {
      await atWork.reached;
      await schedule.trigger('SKIP');
      const skipped = async () => (await schedule.describe()).info.numActionsSkippedOverlap;
      await expect.poll(skipped, { timeout: 20_000 }).toBe(1);
      const [{ workflowId } = expect.fail('no run')] = await runs();
      atWork.open();
      expect(await temporal.workflow.getHandle(workflowId).result()).toEqual(RESULT);
      const { startTime } = await temporal.workflow.getHandle(workflowId).describe();
      expect(inputs).toEqual([{ startedAtMs: startTime.getTime() }]);
    });
    await schedule.pause('an operator');
    expect(await setUpBatchFactsSchedule(temporal)).toBe(false);
    expect((await schedule.describe()).state.paused).toBe(true);
    expect(await runs()).toHaveLength(1);
    await schedule.delete();
  });
});
