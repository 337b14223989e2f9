import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type {
  DeliverReportInput,
  PrepareResendInput,
  RecordResendInput,
  ReportIdentity,
} from '../../activities/api.ts';
import { CAST } from '../../dev/data/cast.ts';
import { DEMO } from '../../dev/data/demo.ts';
import type { Outcome } from '../../report/status.ts';
import { DROP, reply, TAKE_AND_DROP } from '../support/smtp-script.ts';
import { SMALL_CSV, smallReport } from './small-report.ts';
import { prepare } from './whole-report.ts';
import { attempt, newReport, workbench, type AttemptInfo, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => void (bench = await workbench()));
afterEach(() => bench.smtp.allClosed().finally(() => bench.smtp.forget()));
afterAll(() => bench.close());

const latest = ({ reportId }: ReportIdentity) => bench.deps.deliveries.latest(reportId, 'report');
const entryOf = ({ reportId }: ReportIdentity) => bench.deps.ledger.entry(reportId);
const close = (report: ReportIdentity & { resendId?: string }, info: AttemptInfo = {}) =>
  attempt(bench.deps, 'closeDelivery', { ...report, nowMs: Date.now() }, info);

async function endAs(report: ReportIdentity, outcome: Outcome): Promise<void> {
  await bench.deps.ledger.update(report.reportId, { outcome, finishedAtMs: report.runStartedMs + 1_000 });
}

/** A report that was mailed, and its file. */
async function sentReport() {
  const small = await smallReport(bench);
  await attempt(bench.deps, 'deliverReport', small.toDeliver);
  await endAs(small.report, 'sent');
  return small;
}

/** The n-th re-send of a report, in a run of its own. */
function resendOf(report: ReportIdentity, no = 1): PrepareResendInput {
  const runStartedMs = report.runStartedMs + no * 60_000;
  return { ...report, resendId: `resend-${no}`, runStartedMs, nowMs: runStartedMs };
}

const runOf = ({ resendId }: PrepareResendInput, info: AttemptInfo = {}) => ({ runId: `run of ${resendId}`, ...info });

async function prepareResend(resend: PrepareResendInput, info: AttemptInfo = {}): Promise<DeliverReportInput> {
  const { file } = await attempt(bench.deps, 'prepareResend', resend, runOf(resend, info));
  return { ...resend, file, windowMs: 20_000, sendStartedMs: resend.nowMs + 5_000 };
}

async function send(resend: PrepareResendInput, info: AttemptInfo = {}) {
  return attempt(bench.deps, 'deliverReport', await prepareResend(resend, info), runOf(resend, info));
}

describe('a re-send', () => {
  test('mails the same bytes to the same mentor, under a Message-ID and a date of its own', async () => {
    const { report } = await sentReport();
    const result = await send(resendOf(report));
    const [first, second, ...more] = bench.smtp.mails();
    expect(more).toEqual([]);
    expect(second?.to).toEqual([CAST.mentor.address]);
    const mail = await simpleParser(second?.message ?? '');
    expect(mail.attachments.map(({ content }) => content.toString())).toEqual([SMALL_CSV]);
    expect(result).toMatchObject({ form: 'csv', possibleDuplicate: false, messageId: second?.messageId });
    expect(second?.messageId).toBe(first?.messageId.replace('.report.1@', '.report.2@'));
    expect(mail.date?.getTime()).toBe(Math.floor(resendOf(report).nowMs / 1_000) * 1_000);
    expect(await latest(report)).toMatchObject({
      no: 2,
      state: 'accepted',
      resendId: 'resend-1',
      leftBefore: 'accepted',
    });
    expect(await entryOf(report)).toMatchObject({ stage: 'sending', outcome: 'sent', sentToMark: expect.any(String) });
  });

  test('takes one number however often its first step is repeated, and at once, and the next re-send takes the next', async () => {
    const { report } = await sentReport();
    const one = resendOf(report, 1);
    await Promise.all([1, 2, 3].map((no) => prepareResend(one, { attempt: no })));
    expect(await latest(report)).toMatchObject({ no: 2, state: 'claimed' });
    await send(one, { attempt: 4 });
    await send(resendOf(report, 2));
    expect(bench.smtp.mails().map(({ messageId }) => /report\.(\d)@/.exec(messageId)?.[1])).toEqual(['1', '2', '3']);
  });

  test('is the same one after an operator’s reset: what was accepted is not sent again, what was refused is', async () => {
    const { report } = await sentReport();
    const one = resendOf(report, 1);
    const first = await send(one);
    const later = { ...one, runStartedMs: one.runStartedMs + 1_000 };
    expect(await send(later, { runId: 'reset' })).toEqual(first);
    expect(bench.smtp.mails()).toHaveLength(2);

    const two = resendOf(report, 2);
    bench.smtp.play({ rcpt: reply('550 5.7.1 no') });
    await expect(send(two)).rejects.toMatchObject({ type: 'MailRefused' });
    await send({ ...two, runStartedMs: two.runStartedMs + 1_000 }, { runId: 'reset' });
    expect(await latest(report)).toMatchObject({ no: 4, state: 'accepted', leftBefore: 'accepted' });
  });

  test('whose answer is lost goes out once more, the same bytes, and never a third time', async () => {
    const { report } = await sentReport();
    bench.smtp.play({ dot: TAKE_AND_DROP }, { dot: TAKE_AND_DROP });
    const resend = resendOf(report);
    await expect(send(resend)).rejects.toMatchObject({ type: 'DeliveryUnanswered' });
    for (const no of [2, 3])
      await expect(send(resend, { attempt: no })).rejects.toMatchObject({ type: 'DeliveryUnconfirmed' });
    const [, second, third, ...more] = bench.smtp.mails();
    expect(more).toEqual([]);
    expect(third?.message.equals(second?.message ?? Buffer.of())).toBe(true);
    expect(await send(resendOf(report, 2))).toMatchObject({ possibleDuplicate: false });
  });

  test('of a file that no mail can carry says where it is', async () => {
    const { report } = await sentReport();
    const settings = { ...bench.deps.settings, attachmentMaxBytes: 50 };
    const resend = resendOf(report);
    const toDeliver = await prepareResend(resend);
    const result = await attempt({ ...bench.deps, settings }, 'deliverReport', toDeliver, runOf(resend));
    expect(result.form).toBe('none');
  });

  test('that gave up sends nothing afterwards', async () => {
    const { report } = await sentReport();
    const resend = resendOf(report);
    const toDeliver = await prepareResend(resend);
    bench.smtp.play({ greeting: DROP });
    const unreachable = { type: 'MailServerUnreachable' };
    await expect(attempt(bench.deps, 'deliverReport', toDeliver, runOf(resend))).rejects.toMatchObject(unreachable);
    expect(await close(resend, runOf(resend))).toMatchObject({ state: 'closed' });
    const again = attempt(bench.deps, 'deliverReport', toDeliver, runOf(resend, { attempt: 2 }));
    await expect(again).rejects.toMatchObject({ type: 'DeliveryClosed', nonRetryable: true });
    expect(bench.smtp.mails()).toHaveLength(1);
  });

  test('that gave up before it had a number leaves the report’s own alone', async () => {
    const { report } = await sentReport();
    const row = await latest(report);
    expect(await close(resendOf(report))).toMatchObject({ state: 'closed' });
    expect(await latest(report)).toEqual(row);
  });

  test.each([
    ['claim', 'closed'],
    ['dot', 'unknown'],
  ] as const)('first settles the %s that an ended run has left: %s', async (left, state) => {
    const { report, toDeliver } = await smallReport(bench);
    bench.smtp.play(left === 'dot' ? { dot: TAKE_AND_DROP } : { greeting: DROP });
    await attempt(bench.deps, 'deliverReport', toDeliver).catch(() => undefined);
    await endAs(report, 'failed');
    await send(resendOf(report));
    const leftBefore = state === 'unknown' ? 'unknown' : null;
    expect(await latest(report)).toMatchObject({ no: 2, state: 'accepted', leftBefore });
    const late = attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 2 });
    expect(await late.catch((error: { type: string }) => error.type)).toMatchObject({ messageId: expect.any(String) });
    expect(bench.smtp.mails()).toHaveLength(left === 'dot' ? 2 : 1);
  });
});

describe('there is nothing to send', () => {
  const refusal = async (resend: PrepareResendInput) =>
    attempt(bench.deps, 'prepareResend', resend).then(
      () => 'taken',
      ({ type, details, nonRetryable }: { type: string; details: unknown[]; nonRetryable: boolean }) =>
        nonRetryable ? [type, details[0]] : 'tried again',
    );

  test('no such report; one that is read, or sent, or was cancelled; one past its retention', async () => {
    const unknown = newReport(bench);
    const { reportId } = unknown;
    expect(await refusal(resendOf(unknown))).toEqual(['ReportNotFound', { reportId }]);
    await prepare(bench.deps, unknown);
    expect(await refusal(resendOf(unknown))).toEqual(['ReportNotReady', { reportId, status: 'reading' }]);

    const { report, toDeliver } = await smallReport(bench);
    bench.smtp.play({ mail: DROP });
    await attempt(bench.deps, 'deliverReport', toDeliver).catch(() => undefined);
    expect(await refusal(resendOf(report))).toMatchObject(['ReportNotReady', { status: 'sending' }]);
    expect(await latest(report)).toMatchObject({ no: 1, state: 'claimed', runId: 'run-1' });
    await endAs(report, 'cancelled');
    expect(await refusal(resendOf(report))).toMatchObject(['ReportWithoutFile', { status: 'cancelled' }]);

    const old = await sentReport();
    await bench.deps.store.removeAll(old.report.reportId);
    expect(await refusal(resendOf(old.report))).toMatchObject(['ReportExpired', {}]);
    expect(await latest(old.report)).toMatchObject({ no: 1 });
  });

  test('she has lost the right, or her address, at its start and just before it is sent', async () => {
    const { report } = await sentReport();
    const removed = { ...resendOf(report), requesterId: DEMO.strangerId };
    expect(await refusal(removed)).toMatchObject(['NotMentorOfBatch', {}]);
    const noAddress = { ...resendOf(report), requesterId: DEMO.mentorWithoutAddressId };
    expect(await refusal(noAddress)).toMatchObject(['AddressUnusable', {}]);
    expect(await latest(report)).toMatchObject({ no: 1 });
    const toDeliver = { ...(await prepareResend(resendOf(report))), requesterId: DEMO.strangerId };
    const sending = attempt(bench.deps, 'deliverReport', toDeliver, runOf(resendOf(report)));
    await expect(sending).rejects.toMatchObject({ type: 'NotAuthorised' });
    expect(bench.smtp.mails()).toHaveLength(1);
  });
});

describe('an operator retries the report itself', () => {
  const later = (report: ReportIdentity) => ({ ...report, runStartedMs: report.runStartedMs + 120_000 });
  const retry = { runId: 'run-2' };

  test('after a re-send was accepted: nothing is built or sent', async () => {
    const { report } = await smallReport(bench);
    await endAs(report, 'late');
    await close(report);
    await send(resendOf(report));
    expect(await prepare(bench.deps, later(report))).toMatchObject({ delivered: 'accepted' });
    expect((await entryOf(report))?.outcome).toBe('late');
  });

  test('after the report was sent and a re-send was refused: nothing is built or sent', async () => {
    const { report, toDeliver } = await sentReport();
    bench.smtp.play({ rcpt: reply('550 5.1.1 no') });
    await send(resendOf(report)).catch(() => undefined);
    expect(await prepare(bench.deps, later(report))).toMatchObject({ delivered: 'accepted' });
    await attempt(bench.deps, 'deliverReport', { ...toDeliver, ...later(report) }, retry);
    expect(bench.smtp.mails()).toHaveLength(1);
  });

  test('while a re-send is under way: it waits, leaves that alone, and sends nothing once that was accepted', async () => {
    const { report, toDeliver } = await smallReport(bench);
    await endAs(report, 'late');
    await close(report);
    const resend = resendOf(report);
    const toResend = await prepareResend(resend);
    const again = { ...toDeliver, ...later(report), windowMs: 600_000 };
    await expect(attempt(bench.deps, 'deliverReport', again, retry)).rejects.toMatchObject({
      type: 'DeliveryElsewhere',
      nonRetryable: false,
      nextRetryDelay: 10_000,
    });
    expect(await close(later(report), retry)).toEqual({ state: 'closed', form: null, possibleDuplicate: false });
    const first = await attempt(bench.deps, 'deliverReport', toResend, runOf(resend));
    expect(await attempt(bench.deps, 'deliverReport', again, retry)).toEqual(first);
    expect(await close(later(report), retry)).toMatchObject({ state: 'accepted' });
    expect(bench.smtp.mails()).toHaveLength(1);
  });

  test('after a re-send was refused and nothing has left: it is sent under the next number', async () => {
    const { report, toDeliver } = await smallReport(bench);
    await endAs(report, 'late');
    await close(report);
    bench.smtp.play({ rcpt: reply('550 5.7.1 no') });
    await send(resendOf(report)).catch(() => undefined);
    const result = await attempt(bench.deps, 'deliverReport', { ...toDeliver, ...later(report) }, retry);
    expect(result.messageId).toContain('.report.3@');
    expect(await latest(report)).toMatchObject({ resendId: null, state: 'accepted' });
  });
});

describe('what the report’s row tells of a re-send', () => {
  const told = async (before: Outcome | null, change: Partial<RecordResendInput>) => {
    const { report } = await smallReport(bench);
    const { reportId } = report;
    const was = { errorCode: 'MailAddressRefused', errorText: 'refused' } as const;
    if (before !== null) await bench.deps.ledger.update(reportId, { outcome: before, finishedAtMs: 1_000, ...was });
    const sending = { form: 'csv', possibleDuplicate: true } as const;
    const input = { reportId, outcome: 'sent', errorCode: null, errorHoles: {}, finishedAtMs: 2_000, sending } as const;
    await attempt(bench.deps, 'recordResend', { ...input, ...change });
    return entryOf(report);
  };
  const none = { form: null, possibleDuplicate: false };
  const late = {
    outcome: 'late',
    errorCode: 'DeadlineMissed',
    errorHoles: { step: 'deliverReport' },
    sending: none,
  } as const;

  test.each(['kept', 'late', 'failed'] as const)(
    'one that was %s is sent now, and its error is over',
    async (before) => {
      expect(await told(before, {})).toMatchObject({
        outcome: 'sent',
        deliver: 'mail',
        form: 'csv',
        possibleDuplicate: true,
        finishedAtMs: 2_000,
        errorCode: null,
        errorText: null,
      });
    },
  );

  test('one that was sent keeps when and how', async () => {
    const entry = await told('sent', {});
    expect(entry).toMatchObject({ outcome: 'sent', finishedAtMs: 1_000, form: null, possibleDuplicate: false });
    expect(entry).toMatchObject({ errorCode: null });
  });

  test.each(['kept', 'late', 'sent'] as const)(
    'one that was %s stays so when the re-send fails, and says why',
    async (before) => {
      const entry = await told(before, late);
      expect(entry).toMatchObject({ outcome: before, finishedAtMs: 1_000, form: null, errorCode: 'DeadlineMissed' });
      expect(entry?.errorText).toMatch(/^The re-send .* deliverReport took too long\.$/);
    },
  );

  test('one that an operator retries meanwhile is left to that run', async () => {
    expect(await told(null, {})).toMatchObject({ outcome: null, finishedAtMs: null, form: null });
    expect(await told(null, late)).toMatchObject({ outcome: null, errorCode: null });
  });
});
