import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WorkflowBundle } from '@temporalio/worker';
import { until } from '../support/e2e-until.ts';
import { BARE, PATCHED } from '../support/pause-before-reading.ts';
import type { SmtpState } from '../support/smtp-script.ts';
import { changedBundle } from '../support/workflow-bundle.ts';
import { endOf } from '../support/workflow-scene.ts';
import { gate } from '../support/workflow-troubles.ts';
import { expectAlwaysTrue } from './always-true.ts';
import { firstOf } from './ports-that-stop.ts';
import type { Scenario } from './scenario.ts';
import { stage } from './real-stage.ts';
import { kill, takenOver, type First } from './taken-over.ts';

/** What the newest run has asked for beside its steps, and its workflow tasks that failed. */
async function eventsOf(scenario: Scenario) {
  const { events } = await scenario.run.fetchHistory();
  const all = events ?? [];
  return {
    patches: all.filter((event) => event.markerRecordedEventAttributes?.markerName === 'core_patch').length,
    failedTasks: all.flatMap((event) => event.workflowTaskFailedEventAttributes?.failure?.message ?? []),
  };
}

describe.concurrent('new workflow code while a report is under way', () => {
  let patched: WorkflowBundle;
  let bare: WorkflowBundle;
  beforeAll(async () => {
    [patched, bare] = [await changedBundle(PATCHED), await changedBundle(BARE)];
  });

  test('behind patched(), the old worker killed while it sends: the new one goes on in the old order, one mail', () => {
    const at = (state: SmtpState, first: First) => (state === 'rcpt' ? kill(first) : undefined);
    return takenOver({ second: { workflowBundle: patched }, at }, async (scenario) => {
      expect(await scenario.entry()).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
      expect(scenario.reports).toHaveLength(1);
      expect((await scenario.history()).completed('writePage')).toBe(1);
      expect(await eventsOf(scenario)).toEqual({ patches: 0, failedTasks: [] });
    });
  });

  test('behind patched(), a report that is asked for afterwards: in the new order, the same bytes', async () => {
    const taskQueue = randomUUID();
    await using scenario = await stage().scenario({ taskQueue });
    const worker = await stage().worker(taskQueue, { workflowBundle: patched });
    expect((await worker.runUntil(() => scenario.end())).result).toMatchObject({ outcome: 'sent' });
    expect(await eventsOf(scenario)).toEqual({ patches: 1, failedTasks: [] });
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: without patched() the report stands still, unharmed, until the old code is back', async () => {
    const taskQueue = randomUUID();
    const reading = gate();
    await using scenario = await stage().scenario({ taskQueue, steps: firstOf('writePage', reading.pass) });
    const old = await stage().worker(taskQueue);
    const working = old.run();
    await scenario.start();
    await reading.reached;
    old.shutdown();
    reading.open();
    await working;

    const broken = await stage().worker(taskQueue, { workflowBundle: bare });
    const failed = () => until('a failed task', async () => (await eventsOf(scenario)).failedTasks[0]);
    expect(await broken.runUntil(failed)).toMatch(/Nondeterminism/i);
    expect((await scenario.run.describe()).status.name).toBe('RUNNING');
    expect([scenario.smtp.mails(), (await scenario.entry())?.outcome]).toEqual([[], null]);

    const again = await stage().worker(taskQueue);
    expect((await again.runUntil(() => endOf(scenario.run))).result).toMatchObject({ outcome: 'sent' });
    expect(scenario.reports).toHaveLength(1);
    await expectAlwaysTrue(scenario);
  });
});
