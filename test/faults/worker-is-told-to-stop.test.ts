import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { ReportActivities } from '../../activities/api.ts';
import { NEVER_BEGUN } from '../support/e2e-history.ts';
import { realServer } from '../support/workflow-server.ts';
import { endOf } from '../support/workflow-scene.ts';
import { gate } from '../support/workflow-troubles.ts';
import { expectAlwaysTrue } from './always-true.ts';
import { ROWS } from './rows.ts';
import type { Scenario } from './scenario.ts';
import { stageOn } from './stage.ts';

const stage = stageOn(realServer());

type Step = keyof ReportActivities;

/** A report whose first worker is told to stop in the middle of a step, and whose second one brings it to its end. */
async function stoppedIn(step: Step, shutdownGraceTime: string | number, check: (scenario: Scenario) => Promise<void>) {
  const taskQueue = randomUUID();
  const here = gate();
  await using scenario = await stage().scenario({
    taskQueue,
    steps: (real) => ({
      ...real,
      [step]: async (input: never) => {
        here.reach();
        // The step is under way when the worker stops.
        await sleep(300);
        return real[step](input);
      },
    }),
  });
  const first = await stage().worker(taskQueue, { shutdownGraceTime });
  const handle = await first.runUntil(async () => {
    const handle = await scenario.start();
    await here.reached;
    return handle;
  });
  const second = await stage().worker(taskQueue);
  await second.runUntil(async () => {
    await endOf(handle);
    await check(scenario);
  });
}

const AS_THE_PRODUCT = '20s';

describe.concurrent(ROWS.toldToStop.what, () => {
  test.each(['prepareReport', 'listPages', 'writePage', 'assembleReport', 'deliverReport', 'recordOutcome'] as const)(
    'in %s: that ends, the other goes on, no attempt is used up',
    (step) =>
      stoppedIn(step, AS_THE_PRODUCT, async (scenario) => {
        expect(await scenario.entry()).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
        expect(scenario.reports).toHaveLength(1);
        const history = await scenario.history();
        expect(history.completed(step)).toBe(1);
        // The server may hand a task to a worker that is just leaving: that alone may have come again.
        expect(history.repeatedFor(step)).toEqual(history.repeatedFor(step).map(() => NEVER_BEGUN));
        await expectAlwaysTrue(scenario);
      }),
  );

  test('counter-proof: without grace the page is broken off and read again', () =>
    stoppedIn('writePage', 0, async (scenario) => {
      const history = await scenario.history();
      expect(history.attempts('writePage')).toEqual([2]);
      expect(history.repeatedFor('writePage')).not.toEqual([NEVER_BEGUN]);
    }));
});
