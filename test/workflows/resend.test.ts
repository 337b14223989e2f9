import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { reportClient } from '../../client/index.ts';
import { buildReportId } from '../../report/request.ts';
import type { ReportStatus } from '../../report/status.ts';
import { ATTRIBUTES, RESEND_REPORT, TASK_QUEUE, type ReportMemo } from '../../workflows/contract.ts';
import { workflowBundle } from '../support/workflow-bundle.ts';
import { FakeReports } from '../support/workflow-fakes.ts';
import { ResendScene } from '../support/workflow-resend-scene.ts';
import { endOf } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';
import { failing, gate, hanging } from '../support/workflow-troubles.ts';

const server = realServer();

/** Sending ends after 3.7 s. */
const SHORT = { deadlineMs: 4_000 };

describe('a re-send', () => {
  test('checks, sends and writes it down, all of its time but the last minutes for sending', async () => {
    const fakes = new FakeReports();
    const scene = new ResendScene(server(), fakes);
    const ended = await scene.report(async (handle) => {
      await handle.result();
      const { memo, typedSearchAttributes } = await handle.describe();
      const { reportId } = scene.input;
      expect(memo as unknown as ReportMemo).toMatchObject({ reportId, resendId: scene.resendId, deliver: 'mail' });
      const told = Object.values(ATTRIBUTES).map((key) => typedSearchAttributes.get(key as typeof ATTRIBUTES.stage));
      const { courseId, batchId, requesterId } = scene.input;
      expect(told).toEqual([
        courseId,
        batchId,
        requesterId,
        'tenant-1',
        reportId,
        'sending',
        'sent',
        undefined,
        false,
        200,
      ]);
    });
    expect(ended).toMatchObject({
      status: 'COMPLETED',
      result: { outcome: 'sent', errorCode: null, rows: 200, bytes: 2_000, form: 'csv', fileName: 'report.csv' },
    });
    expect(fakes.begun).toEqual(['prepareResend', 'deliverReport', 'recordResend']);
    const { reportId, courseId, batchId, requesterId } = scene.input;
    const [prepare] = fakes.inputs.prepareResend;
    expect(prepare).toMatchObject({ reportId, courseId, batchId, requesterId, resendId: scene.resendId });
    const [deliver] = fakes.inputs.deliverReport;
    expect(deliver).toMatchObject({ resendId: scene.resendId, requesterId, file: { objectId: 'file' } });
    expect(deliver?.windowMs).toBeLessThanOrEqual(28 * 60_000);
    expect(deliver?.windowMs).toBeGreaterThan(27 * 60_000);
    const sending = { form: 'csv', possibleDuplicate: false };
    expect(fakes.inputs.recordResend).toMatchObject([{ reportId, outcome: 'sent', errorCode: null, sending }]);
  });

  test.each(['ReportNotFound', 'ReportNotReady', 'ReportWithoutFile', 'ReportExpired', 'RoleMissing'] as const)(
    '%s: refused, nothing is sent, and the report’s row stays as it is',
    async (code) => {
      const fakes = new FakeReports().when('prepareResend', failing(code));
      const { failure, result } = await new ResendScene(server(), fakes).report();
      expect(failure).toMatchObject({ type: code, nonRetryable: true, category: 'BENIGN' });
      expect(result).toMatchObject({ outcome: 'refused', errorCode: code, rows: null, form: null });
      expect(fakes.begun).toEqual(['prepareResend', 'closeDelivery']);
      expect(fakes.inputs.closeDelivery).toMatchObject([{ resendId: expect.any(String) }]);
    },
  );

  test.each([
    ['NotAuthorised', 'refused', 0],
    ['MailRefused', 'failed', 1],
    ['MailAddressRefused', 'failed', 1],
    ['StoredObjectDamaged', 'failed', 1],
  ] as const)('%s while it is sent: %s, closed, and no notice is mailed', async (code, outcome, told) => {
    const fakes = new FakeReports().when('deliverReport', failing(code, { replyCode: 550 }));
    const { status, failure, result } = await new ResendScene(server(), fakes).report();
    expect([status, failure?.type, result?.outcome]).toEqual(['FAILED', code, outcome]);
    expect(fakes).toMatchObject({ mail: 'closed', mails: 0, notices: [] });
    expect(fakes.inputs.recordResend).toHaveLength(told);
    for (const one of fakes.inputs.recordResend) expect(one).toMatchObject({ outcome, errorCode: code });
  });

  test('whose mail may have arrived says so', async () => {
    const fakes = new FakeReports().when('deliverReport', async () => {
      fakes.mail = 'unknown';
      await failing('DeliveryUnconfirmed')();
    });
    const { failure, result } = await new ResendScene(server(), fakes).report();
    expect(failure?.type).toBe('DeliveryUnconfirmed');
    expect(result).toMatchObject({ outcome: 'failed', errorCode: 'DeliveryUnconfirmed' });
  });

  test('whose time is up is late, unless the mail turns out to be out', async () => {
    const late = new FakeReports().when('deliverReport', hanging);
    const out = new FakeReports().when('deliverReport', async () => {
      out.handOver();
      await hanging();
    });
    const [first, second] = await Promise.all(
      [late, out].map((fakes) => new ResendScene(server(), fakes, SHORT).report()),
    );
    expect(first?.result).toMatchObject({ outcome: 'late', errorCode: 'DeadlineMissed' });
    expect(first?.failure?.message).toContain('deliverReport took too long');
    expect(late).toMatchObject({ mail: 'closed', mails: 0, notices: [] });
    expect(late.inputs.recordResend).toMatchObject([{ outcome: 'late', errorHoles: { step: 'deliverReport' } }]);
    expect(second?.result).toMatchObject({ outcome: 'sent', form: 'csv' });
    expect(out.inputs.recordResend).toMatchObject([{ outcome: 'sent', errorCode: null }]);
  });

  test('that no worker takes in time is late, and sends nothing', async () => {
    const fakes = new FakeReports();
    const scene = new ResendScene(server(), fakes, { deadlineMs: 1_000 });
    const handle = await scene.start();
    await sleep(1_200);
    expect(await scene.work(() => endOf(handle))).toMatchObject({ result: { outcome: 'late' } });
    expect(fakes.begun).toEqual(['closeDelivery', 'recordResend']);
  });

  test('that is cancelled closes its number, and the report’s row stays as it is', async () => {
    const sending = gate();
    const fakes = new FakeReports().when('deliverReport', async () => {
      sending.reach();
      await hanging();
    });
    const { status } = await new ResendScene(server(), fakes).report(async (handle) => {
      await sending.reached;
      await handle.cancel();
    });
    expect(status).toBe('CANCELLED');
    expect(fakes.begun).toEqual(['prepareResend', 'deliverReport', 'closeDelivery']);
    expect(fakes).toMatchObject({ mail: 'closed', mails: 0 });
  });

  test('that was started by hand is one of its run; with an id that is none it ends', async () => {
    const fakes = new FakeReports();
    const scene = new ResendScene(server(), fakes);
    await scene.work(async () => {
      const start = (reportId: string) =>
        server().client.workflow.start(RESEND_REPORT, {
          taskQueue: scene.taskQueue,
          workflowId: `by-hand-${randomUUID()}`,
          args: [{ reportId }],
        });
      const handle = await start(scene.input.reportId);
      expect(await endOf(handle)).toMatchObject({ result: { outcome: 'sent' } });
      expect(fakes.inputs.prepareResend).toMatchObject([{ resendId: handle.firstExecutionRunId }]);
      expect(await endOf(await start('none'))).toMatchObject({ failure: { type: 'IdInvalid' } });
    });
  });
});

describe('the library', () => {
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

  const newReport = () => ({ courseId: 'do_1', batchId: `batch-${randomUUID()}`, requesterId: 'mentor-1' });
  const unknownId = () => buildReportId(newReport(), '01ARZ3NDEKTSV4RRFFQ69G5FAV');

  async function lastOf(statuses: AsyncIterable<ReportStatus>): Promise<ReportStatus | null> {
    let last: ReportStatus | null = null;
    for await (const status of statuses) last = status;
    return last;
  }

  test('twenty clicks at once are one re-send; it is followed to its end, and is never taken for the report', async () => {
    const sending = gate();
    const fakes = new FakeReports();
    const client = reportClient(server().client);
    await work(fakes, async () => {
      const { reportId } = await client.request({ ...newReport(), deliver: 'mail' });
      const report = await lastOf(client.follow(reportId));
      fakes.when('deliverReport', sending.pass);
      const answers = await Promise.all(Array.from({ length: 20 }, () => client.resend(reportId)));
      expect(answers.filter(({ joined }) => joined)).toHaveLength(19);
      expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
      const workflowId = `course-report-resend/${reportId}`;
      expect(answers[0]).toMatchObject({ reportId, workflowId, status: 'sending', deliver: 'mail', rows: 200 });
      sending.open();
      const end = await lastOf(client.followResend(reportId));
      expect(end).toMatchObject({ reportId, workflowId, runId: answers[0]?.runId, status: 'sent', form: 'csv' });
      expect(await client.status(reportId)).toEqual(report);

      const newer = await client.request({ ...newReport(), batchId: reportId.split('.')[1] ?? '', deliver: 'mail' });
      await lastOf(client.follow(newer.reportId));
      // Visibility follows a moment later; until then Temporal knows no older run at all.
      await expect.poll(async () => (await client.status(reportId))?.runId, { timeout: 30_000 }).toBe(report?.runId);
      expect((await client.resend(reportId)).joined).toBe(false);
    });
    expect(fakes.count('prepareResend')).toBe(2);
  });

  test('what is not there to be sent is an error of the call, a missing right an answer', async () => {
    const reportId = unknownId();
    const fakes = new FakeReports().when('prepareResend', failing('ReportNotReady', { reportId, status: 'sending' }));
    const client = reportClient(server().client);
    await work(fakes, async () => {
      await expect(client.resend(reportId)).rejects.toMatchObject({
        code: 'ReportNotReady',
        message: `Report ${reportId} is not ready yet (sending).`,
      });
      fakes.when('prepareResend', failing('RoleMissing', { requesterId: 'mentor-1', batchId: 'b' }));
      expect(await client.resend(reportId)).toMatchObject({ status: 'refused', error: { code: 'RoleMissing' } });
      expect(await client.status(reportId)).toBeNull();
    });
    await expect(client.resend('none')).rejects.toMatchObject({ code: 'IdInvalid' });
    await expect(lastOf(client.followResend(unknownId()))).rejects.toMatchObject({ code: 'ReportNotFound' });
  });

  test('without a worker it is accepted and waits', async () => {
    const client = reportClient(server().client, { deadlineMs: 60_000 });
    const reportId = unknownId();
    const answer = await client.resend(reportId);
    expect(answer).toMatchObject({ status: 'waiting', joined: false });
    expect(Date.parse(answer.deadlineAt ?? '') - Date.parse(answer.requestedAt ?? '')).toBe(60_000);
    await server().client.workflow.getHandle(answer.workflowId).terminate('the test is over');
  });
});
