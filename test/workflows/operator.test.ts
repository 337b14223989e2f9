import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { describe, expect, test } from 'vitest';
import { ATTRIBUTES, type ReportMemo } from '../../workflows/contract.ts';
import { pauseStep, unpauseStep } from '../support/pause-step.ts';
import { resetRun } from '../support/reset-run.ts';
import { FakeReports, type Step } from '../support/workflow-fakes.ts';
import { failing, gate, hanging } from '../support/workflow-troubles.ts';
import { endOf, Scene, type Ended } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

/** Reading ends after 3.6 s, which the second run must keep on a busy machine. */
const SHORT = { deadlineMs: 6_000 };

const reset = (run: WorkflowHandle, after: Step | null) => resetRun(server().client, run, after);

describe('an operator tries again, from the first workflow task', () => {
  test('a late report gets a fresh budget under the same id and is sent', async () => {
    const fakes = new FakeReports().when('assembleReport', hanging);
    const scene = new Scene(server(), fakes, SHORT);
    await scene.work(async () => {
      const handle = await scene.start();
      expect(await endOf(handle)).toMatchObject({ result: { outcome: 'late' } });
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      fakes.when('assembleReport', async () => {});
      // What the ledger does for a newer run: it opens the next number (report/delivery.ts).
      fakes.when('deliverReport', async () => void (fakes.mail = 'none'));
      const again = await reset(handle, null);
      expect(await endOf(again)).toMatchObject({
        status: 'COMPLETED',
        result: { outcome: 'sent', reportId: scene.input.reportId, rows: 200 },
      });
      const [before, after] = fakes.inputs.prepareReport;
      expect(after?.requestedAtMs).toBeGreaterThan((before?.requestedAtMs ?? 0) + 4_000);
      expect(after?.deadlineAtMs).toBe((after?.requestedAtMs ?? 0) + SHORT.deadlineMs);
      expect(after?.runStartedMs).toBeGreaterThan(before?.runStartedMs ?? 0);
      const { memo } = await again.describe();
      expect((memo as unknown as ReportMemo).requestedAtMs).toBe(after?.requestedAtMs);
    });
    expect(fakes).toMatchObject({ mails: 1, outcomes: ['late', 'sent'] });
  });

  test('a report that was sent is not built or sent again, and what is written of its mail stays', async () => {
    const fakes = new FakeReports();
    const scene = new Scene(server(), fakes);
    await scene.work(async () => {
      const handle = await scene.start();
      await handle.result();
      const again = await reset(handle, null);
      expect(await endOf(again)).toMatchObject({ status: 'COMPLETED', result: { outcome: 'sent' } });
    });
    expect(fakes.mails).toBe(1);
    expect(fakes.count('writePage')).toBe(2);
    expect(fakes.inputs.recordOutcome[1]).toMatchObject({ outcome: 'sent', sending: null });
  });

  test('one whose mail may have arrived is not sent again, and its ending comes once', async () => {
    const fakes = new FakeReports().when('deliverReport', async () => {
      fakes.mail = 'unknown';
      await failing('DeliveryUnconfirmed')();
    });
    const scene = new Scene(server(), fakes);
    await scene.work(async () => {
      const handle = await scene.start();
      await endOf(handle);
      fakes.begun.length = 0;
      const again = await reset(handle, null);
      expect(await endOf(again)).toMatchObject({ status: 'FAILED', failure: { type: 'DeliveryUnconfirmed' } });
    });
    expect(fakes.begun.slice(0, -2)).toEqual(['prepareReport', 'closeDelivery']);
    expect(fakes.begun.slice(-2).toSorted()).toEqual(['notifyRequester', 'recordOutcome']);
  });

  test('while a run is under way: the old run stops, the new one sends, once', async () => {
    const sending = gate();
    const fakes = new FakeReports().when('deliverReport', async () => {
      if (fakes.count('deliverReport') > 1) return;
      sending.reach();
      await hanging();
    });
    const scene = new Scene(server(), fakes);
    await scene.work(async () => {
      const handle = await scene.start();
      await sending.reached;
      const again = await reset(handle, null);
      expect(await endOf(again)).toMatchObject({ result: { outcome: 'sent' } });
    });
    expect(fakes.mails).toBe(1);
  });
});

describe('an operator does something else in the Temporal UI', () => {
  test('a reset to a later task reads no page again', async () => {
    const fakes = new FakeReports({ pages: 3 }).when('deliverReport', failing('MailRefused', { replyCode: 554 }));
    const scene = new Scene(server(), fakes);
    await scene.work(async () => {
      const handle = await scene.start();
      expect(await endOf(handle)).toMatchObject({ failure: { type: 'MailRefused' } });
      fakes.when('deliverReport', async () => void (fakes.mail = 'none'));
      const again = await reset(handle, 'assembleReport');
      expect(await endOf(again)).toMatchObject({ result: { outcome: 'sent', rows: 300 } });
    });
    expect(fakes.count('writePage')).toBe(3);
    expect(fakes.mails).toBe(1);
  });

  test('a reset to a later task, or "start workflow like this one", after the mail was accepted sends nothing', async () => {
    const fakes = new FakeReports();
    const scene = new Scene(server(), fakes);
    await scene.work(async () => {
      const handle = await scene.start();
      await handle.result();
      expect(await endOf(await reset(handle, 'assembleReport'))).toMatchObject({ result: { outcome: 'sent' } });
      expect(await endOf(await scene.start())).toMatchObject({ result: { outcome: 'sent' } });
    });
    expect(fakes).toMatchObject({ mails: 1, outcomes: ['sent', 'sent', 'sent'] });
    expect(fakes.count('writePage')).toBe(2);
  });

  test('a paused step is not tried again until it is unpaused; then the report goes on and is sent', async () => {
    const firstTry = gate();
    const fakes = new FakeReports({ pages: 1 }).when('writePage', async (_, attempt) => {
      if (attempt === 1) await firstTry.pass();
      await failing('SourceSlow', {}, 1)();
    });
    const scene = new Scene(server(), fakes);
    const { result } = await scene.report(async (handle) => {
      await firstTry.reached;
      await pauseStep(server().client, handle, 'writePage');
      firstTry.open();
      // Unpaused it would be tried again after a second.
      await sleep(2_500);
      expect(fakes.count('writePage')).toBe(1);
      await unpauseStep(server().client, handle, 'writePage');
    });
    expect(result).toMatchObject({ outcome: 'sent' });
    expect(fakes.count('writePage')).toBe(2);
  });

  test('a pause does not stop the clock: a report paused while it is sent is late, and the mentor is told', async () => {
    const firstTry = gate();
    const fakes = new FakeReports().when('deliverReport', async () => {
      await firstTry.pass();
      await failing('MailServerUnreachable')();
    });
    const { result, failure } = await new Scene(server(), fakes, SHORT).report(async (handle) => {
      await firstTry.reached;
      await pauseStep(server().client, handle, 'deliverReport');
      firstTry.open();
    });
    expect(result).toMatchObject({ outcome: 'late' });
    expect(failure?.message).toContain('deliverReport took too long');
    expect(fakes.count('deliverReport')).toBe(1);
    expect(fakes).toMatchObject({ mails: 0, notices: ['late'] });
  });

  test('a cancelled report has its objects removed, and does not stand in the way of the next request', async () => {
    const sending = gate();
    const fakes = new FakeReports().when('deliverReport', async () => {
      if (fakes.outcomes.length > 0) return void (fakes.mail = 'none');
      sending.reach();
      await hanging();
    });
    const scene = new Scene(server(), fakes);
    const ends = await scene.work(async () => {
      const handle = await scene.start();
      await sending.reached;
      await handle.cancel();
      const cancelled = await endOf(handle);
      expect(fakes.objects).toEqual([]);
      const { memo, typedSearchAttributes } = await handle.describe();
      expect(memo).toMatchObject({ ending: { outcome: 'cancelled', step: 'deliverReport' } });
      expect(typedSearchAttributes.get(ATTRIBUTES.outcome)).toBe('cancelled');
      return [cancelled, await endOf(await scene.start())];
    });
    expect(ends.map(({ status }) => status)).toEqual(['CANCELLED', 'COMPLETED']);
    expect(fakes).toMatchObject({ mails: 1, notices: [] });
  });

  test('"start workflow like this one" after the end of a late run is a fresh run of the same report', async () => {
    const fakes = new FakeReports().when('assembleReport', hanging);
    const scene = new Scene(server(), fakes, SHORT);
    const ends: Ended[] = [];
    await scene.work(async () => {
      ends.push(await endOf(await scene.start()));
      fakes.when('assembleReport', async () => {});
      fakes.when('deliverReport', async () => void (fakes.mail = 'none'));
      ends.push(await endOf(await scene.start()));
    });
    expect(ends.map(({ result }) => result?.outcome)).toEqual(['late', 'sent']);
    expect(ends[1]?.result?.reportId).toBe(scene.input.reportId);
  });

  test('a terminated run does not stand in the way of the next request', async () => {
    const reading = gate();
    const fakes = new FakeReports().when('writePage', async () => {
      if (fakes.count('prepareReport') > 1) return;
      reading.reach();
      await hanging();
    });
    const scene = new Scene(server(), fakes);
    const { result } = await scene.work(async () => {
      const handle = await scene.start();
      await reading.reached;
      await handle.terminate('an operator ends it');
      return endOf(await scene.start());
    });
    expect(result).toMatchObject({ outcome: 'sent' });
    expect(fakes).toMatchObject({ mails: 1, outcomes: ['sent'] });
  });
});
