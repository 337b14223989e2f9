import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { ReportActivities } from '../../activities/api.ts';
import { NEVER_BEGUN } from '../support/e2e-history.ts';
import { endOf } from '../support/workflow-scene.ts';
import { gate, type Gate } from '../support/workflow-troubles.ts';
import { expectAlwaysTrue } from './always-true.ts';
import type { Scenario } from './scenario.ts';
import { stage } from './real-stage.ts';

type Step = keyof ReportActivities;

/** A report that stands in a step until its worker has been told to stop. */
function standingIn(step: Step, here: Gate, taskQueue: string): Promise<Scenario> {
  return stage().scenario({
    taskQueue,
    steps: (real) => ({
      ...real,
      [step]: async (input: never) => {
        await here.pass();
        await sleep(300);
        return real[step](input);
      },
    }),
  });
}

/** Reports, one in each of the steps when the first worker is told to stop; the second one brings them to their end. */
async function stoppedIn(steps: readonly Step[], shutdownGraceTime: string | number): Promise<Map<Step, Scenario>> {
  const taskQueue = randomUUID();
  const gates = steps.map(gate);
  const scenarios = await Promise.all(steps.map((step, at) => standingIn(step, gates[at] ?? gate(), taskQueue)));
  const first = await stage().worker(taskQueue, { shutdownGraceTime });
  const working = first.run();
  const runs = await Promise.all(scenarios.map((scenario) => scenario.start()));
  await Promise.all(gates.map(({ reached }) => reached));
  first.shutdown();
  for (const each of gates) each.open();
  await working;
  const second = await stage().worker(taskQueue);
  await second.runUntil(() => Promise.all(runs.map(endOf)));
  return new Map(scenarios.map((scenario, at) => [steps[at] ?? 'writePage', scenario]));
}

const AS_THE_PRODUCT = '20s';

describe.concurrent('a worker that is told to stop', () => {
  test('in any of its steps: that ends, the other goes on, no attempt is used up', async () => {
    const steps = [
      'prepareReport',
      'listPages',
      'writePage',
      'assembleReport',
      'deliverReport',
      'recordOutcome',
    ] as const;
    for (const [step, report] of await stoppedIn(steps, AS_THE_PRODUCT)) {
      await using scenario = report;
      expect([step, await scenario.entry()]).toMatchObject([step, { outcome: 'sent', possibleDuplicate: false }]);
      expect([step, scenario.reports.length]).toEqual([step, 1]);
      const history = await scenario.history();
      expect([step, history.completed(step)]).toEqual([step, 1]);
      // The server may hand a task to a worker that is just leaving: that alone may have come again.
      expect([step, ...history.repeatedFor(step)]).toEqual([step, ...history.repeatedFor(step).map(() => NEVER_BEGUN)]);
      await expectAlwaysTrue(scenario);
    }
  });

  test('counter-proof: without grace the page is broken off and read again', async () => {
    const reports = await stoppedIn(['writePage'], 0);
    for (const scenario of reports.values()) {
      const history = await scenario.history();
      expect(history.attempts('writePage')).toEqual([2]);
      expect(history.repeatedFor('writePage')).not.toEqual([NEVER_BEGUN]);
      await scenario[Symbol.asyncDispose]();
    }
  });
});
