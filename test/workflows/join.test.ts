import { Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { reportClient } from '../../client/index.ts';
import type { ReportRequest } from '../../report/request.ts';
import { ALSO_MAIL, TASK_QUEUE } from '../../workflows/contract.ts';
import { workflowBundle } from '../support/workflow-bundle.ts';
import { FakeReports, type Step } from '../support/workflow-fakes.ts';
import { gate } from '../support/workflow-troubles.ts';
import { Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

const WHILE: readonly Step[] = ['prepareReport', 'writePage', 'assembleReport', 'recordOutcome'];

describe('a mail request that joins a report for the portal', () => {
  test.each(WHILE)('while %s: it is mailed, once', async (step) => {
    const here = gate();
    const fakes = new FakeReports({ pages: 1 }).when(step, here.pass);
    const { status, result } = await new Scene(server(), fakes, { deliver: 'portal' }).report(async (handle) => {
      await here.reached;
      await handle.signal(ALSO_MAIL);
      here.open();
      const { memo } = await handle.describe();
      expect(['mail', 'portal']).toContain(memo?.['deliver']);
    });
    expect(status).toBe('COMPLETED');
    expect(result).toMatchObject({ outcome: 'sent', form: 'csv' });
    expect(fakes.mails).toBe(1);
    expect(fakes.inputs.recordOutcome.at(-1)).toMatchObject({ outcome: 'sent', deliver: 'mail' });
  });

  test('and the memo says mail from then on', async () => {
    const here = gate();
    const fakes = new FakeReports().when('writePage', here.pass);
    const scene = new Scene(server(), fakes, { deliver: 'portal' });
    let deliver: unknown;
    await scene.report(async (handle) => {
      await here.reached;
      await handle.signal(ALSO_MAIL);
      here.open();
      await handle.result();
      ({ deliver } = (await handle.describe()).memo ?? {});
    });
    expect(deliver).toBe('mail');
  });
});

describe('requests through the client', () => {
  /** The client knows one task queue only. */
  async function work<T>(fakes: FakeReports, during: () => Promise<T>): Promise<T> {
    const worker = await Worker.create({
      connection: server().nativeConnection,
      namespace: server().namespace ?? 'default',
      taskQueue: TASK_QUEUE,
      workflowBundle: await workflowBundle(),
      activities: fakes,
    });
    return worker.runUntil(during);
  }

  function request(deliver: ReportRequest['deliver']): ReportRequest {
    return { courseId: 'do_1', batchId: `batch-${randomUUID()}`, requesterId: 'mentor-1', deliver };
  }

  test('a hundred at once: one run, ninety-nine joined, equal answers; after the end a new run', async () => {
    const reading = gate();
    const fakes = new FakeReports().when('writePage', reading.pass);
    const client = reportClient(server().client);
    const asked = request('mail');
    await work(fakes, async () => {
      const answers = await Promise.all(Array.from({ length: 100 }, () => client.request(asked)));
      reading.open();
      expect(answers.filter(({ joined }) => joined)).toHaveLength(99);
      expect(new Set(answers.map(({ reportId, runId }) => `${reportId} ${runId}`)).size).toBe(1);
      expect(fakes.count('prepareReport')).toBe(1);
      const reportId = answers[0]?.reportId ?? '';
      for await (const { status } of client.follow(reportId)) if (status === 'sent') break;
      expect(fakes.mails).toBe(1);
      const again = await client.request(asked);
      expect(again).toMatchObject({ joined: false });
      expect(again.reportId).not.toBe(reportId);
    });
  });

  test('a mail request joins a report for the portal and turns it into one that mails', async () => {
    const reading = gate();
    const fakes = new FakeReports().when('writePage', reading.pass);
    const client = reportClient(server().client);
    const asked = request('portal');
    await work(fakes, async () => {
      const first = await client.request(asked);
      const second = await client.request({ ...asked, deliver: 'mail' });
      const third = await client.request(asked);
      expect([first.joined, second.joined, third.joined]).toEqual([false, true, true]);
      reading.open();
      let last = first;
      for await (const status of client.follow(first.reportId)) last = status;
      expect(last).toMatchObject({ status: 'sent', deliver: 'mail', rows: 200, form: 'csv' });
      expect(fakes.mails).toBe(1);
    });
  });
});
