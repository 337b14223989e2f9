import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { ReportActivities } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { ReportErrorCode } from '../../report/errors.ts';
import { reportFailure } from '../../workflows/failure.ts';
import { pauseStep, unpauseStep } from '../support/pause-step.ts';
import { resetRun } from '../support/reset-run.ts';
import { reply } from '../support/smtp-script.ts';
import { endOf } from '../support/workflow-scene.ts';
import { gate } from '../support/workflow-troubles.ts';
import { expectAlwaysTrue } from './always-true.ts';
import { firstOf, firstTimes, inData } from './ports-that-stop.ts';
import type { Scenario } from './scenario.ts';
import { stage } from './real-stage.ts';
import { withoutRecord } from './without.ts';

type Step = keyof ReportActivities;

/** A report whose step is paused while its first attempt is under way, which then fails. */
async function paused(step: Step, code: ReportErrorCode, deadlineMs: number): Promise<Scenario> {
  const here = gate();
  const fail = async () => {
    await here.pass();
    throw reportFailure(code, {});
  };
  const scenario = await stage().scenario({ input: { deadlineMs }, steps: firstOf(step, fail) });
  await scenario.start();
  await here.reached;
  await pauseStep(stage().server.client, scenario.run, step);
  here.open();
  return scenario;
}

/** A mail that was accepted, and everything by which an operator might have it sent again. */
async function triedAgain(scenario: Scenario): Promise<void> {
  const { client } = stage().server;
  await scenario.end();
  const again = [
    () => resetRun(client, scenario.run, 'assembleReport'),
    () => resetRun(client, scenario.run, null),
    // "Start Workflow Like This One".
    () => scenario.start(),
  ];
  for (const act of again) expect((await endOf(await act())).result).toMatchObject({ outcome: 'sent' });
}

describe.concurrent('an operator at work in the Temporal UI', () => {
  test('pauses a step: it is not tried again until he unpauses it, and then the report is sent', async () => {
    await using scenario = await paused('writePage', 'SourceSlow', 60_000);
    // Unpaused it would be tried again after a second.
    await sleep(3_000);
    expect((await scenario.history()).completed('writePage')).toBe(0);
    await unpauseStep(stage().server.client, scenario.run, 'writePage');
    expect((await endOf(scenario.run)).result).toMatchObject({ outcome: 'sent' });
    expect(scenario.reports).toHaveLength(1);
    await expectAlwaysTrue(scenario);
  });

  test('forgets a step that he has paused: late, the mentor is told, and no report is mailed', async () => {
    await using scenario = await paused('deliverReport', 'MailServerUnreachable', 60_000);
    const { result, failure } = await endOf(scenario.run);
    expect(result).toMatchObject({ outcome: 'late' });
    expect(failure?.message).toContain('deliverReport took too long');
    expect([scenario.reports.length, scenario.notices.length]).toEqual([0, 1]);
    await expectAlwaysTrue(scenario);
  });

  test('resets a report that the mail server refused, to a later task: sent, and no page is read again', async () => {
    const pages: number[] = [];
    await using scenario = await stage().scenario({
      mailServer: [{ dot: reply('554 5.7.1 policy') }],
      steps: (real) => ({ ...real, writePage: (input) => (pages.push(input.no), real.writePage(input)) }),
    });
    expect(await scenario.end()).toMatchObject({ failure: { type: 'MailRefused' } });
    await resetRun(stage().server.client, scenario.run, 'assembleReport');
    expect((await endOf(scenario.run)).result).toMatchObject({ outcome: 'sent' });
    expect([pages, scenario.reports.length]).toEqual([[0], 1]);
    await expectAlwaysTrue(scenario);
  });

  test('resets a run in the middle of its mail: the new one sends, and the old one may not finish', async () => {
    const standing = gate();
    const once = firstTimes(1, standing.pass);
    await using scenario = await stage().scenario({ deps: (real) => inData(real, once) });
    await scenario.start();
    await standing.reached;
    await resetRun(stage().server.client, scenario.run, null);
    expect((await endOf(scenario.run)).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    standing.open();
    await scenario.smtp.allClosed(10_000);
    expect(scenario.smtp.dialogues.map(({ isWhole }) => isWhole)).toEqual([false, true]);
    await expectAlwaysTrue(scenario);
  });

  test.each([
    ['as it is: one mail', (real: Dependencies) => real, 1],
    ['counter-proof: without the record of the mail, one each time', withoutRecord, 4],
  ] as const)('tries a report again that was accepted, %s', async (_, deps, mails) => {
    await using scenario = await stage().scenario({ deps });
    await triedAgain(scenario);
    expect(scenario.reports).toHaveLength(mails);
    await expectAlwaysTrue(scenario);
  });
});
