import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DeliverReportInput, ReportIdentity } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { reply, TAKE_AND_HANG, type SmtpState } from '../support/smtp-script.ts';
import { smallReport } from './small-report.ts';
import { attempt, begin, workbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => void (bench = await workbench()));
afterEach(() => bench.smtp.allClosed().finally(() => bench.smtp.forget()));
afterAll(() => bench.close());

const latest = ({ reportId }: ReportIdentity) => bench.deps.deliveries.latest(reportId, 'report');
const close = (report: ReportIdentity) => attempt(bench.deps, 'closeDelivery', { ...report, nowMs: Date.now() });

/** A gate that a worker stands at until it is let through. */
function gate() {
  let arrive = () => {};
  let open = () => {};
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  const pass = async () => {
    arrive();
    await opened;
  };
  return { pass, reached, open: () => open() };
}

/** A worker that is stopped in the middle of DATA: its parts do not come. */
function stoppedInData(stop: () => Promise<void>): Dependencies {
  const { store } = bench.deps;
  const read: typeof store.read = async function* (reportId, object) {
    yield* store.read(reportId, object);
    if (object.objectId.startsWith('page-0000')) await stop();
  };
  return { ...bench.deps, store: { ...store, read } };
}

/** The server stands at the gate when the whole message has come. */
const atDot = (stop: () => Promise<void>) => ({ at: (state: SmtpState) => (state === 'dot' ? stop() : undefined) });

async function inData(toDeliver: DeliverReportInput) {
  const stop = gate();
  const running = begin(stoppedInData(stop.pass), 'deliverReport', toDeliver);
  await stop.reached;
  return { running, open: stop.open };
}

describe('two workers at once', () => {
  test('the first stands still in the middle of DATA and wakes up after the second has sent: one mail', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const first = await inData(toDeliver);
    const second = await attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 2 });
    expect(second.possibleDuplicate).toBe(false);
    first.open();
    await expect(first.running.result).rejects.toMatchObject({ type: 'DeliveryClosed', nonRetryable: true });
    await bench.smtp.allClosed();
    expect(bench.smtp.mails()).toHaveLength(1);
    expect(bench.smtp.dialogues.map((one) => one.isWhole)).toEqual([false, true]);
    expect(await latest(report)).toMatchObject({ state: 'accepted', possibleDuplicate: false });
  });

  test('both in the middle of DATA: only the one who took over may finish', async () => {
    const { toDeliver } = await smallReport(bench);
    const first = await inData(toDeliver);
    const second = await inData(toDeliver);
    first.open();
    await expect(first.running.result).rejects.toMatchObject({ type: 'DeliveryClosed' });
    second.open();
    await expect(second.running.result).resolves.toMatchObject({ possibleDuplicate: false });
    expect(bench.smtp.mails()).toHaveLength(1);
  });

  test('five that begin together: one mail, or two when one had passed its dot, and then it is said', async () => {
    const { report, toDeliver } = await smallReport(bench);
    await Promise.allSettled(
      [1, 2, 3, 4, 5].map((no) => attempt(bench.deps, 'deliverReport', toDeliver, { attempt: no })),
    );
    const [first, second] = bench.smtp.mails();
    expect(['1,false', '1,true', '2,true']).toContain(
      `${bench.smtp.mails().length},${(await latest(report))?.possibleDuplicate}`,
    );
    expect(second?.message.equals(first?.message ?? Buffer.of())).not.toBe(false);
  });

  test('the first gets its yes after the second has claimed: the second sends nothing', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const answer = gate();
    bench.smtp.play(atDot(answer.pass));
    const first = begin(bench.deps, 'deliverReport', toDeliver);
    await answer.reached;
    const second = await inData(toDeliver);
    expect(await latest(report)).toMatchObject({ state: 'claimed', possibleDuplicate: true });
    answer.open();
    await first.result;
    expect((await latest(report))?.state).toBe('accepted');
    second.open();
    await expect(second.running.result).rejects.toMatchObject({ type: 'DeliveryClosed' });
    expect(bench.smtp.mails()).toHaveLength(1);
  });
});

describe('a run that gives up', () => {
  test('before anything was claimed: nothing of it is ever sent', async () => {
    const { report, toDeliver } = await smallReport(bench);
    expect(await close(report)).toEqual({ state: 'closed', form: null, possibleDuplicate: false });
    await expect(attempt(bench.deps, 'deliverReport', toDeliver)).rejects.toMatchObject({
      type: 'DeliveryClosed',
      nonRetryable: true,
    });
    expect(bench.smtp.dialogues).toEqual([]);
  });

  test('while an attempt is in the middle of DATA: its connection ends without the dot', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const { running, open } = await inData(toDeliver);
    expect((await close(report)).state).toBe('closed');
    open();
    await expect(running.result).rejects.toMatchObject({ type: 'DeliveryClosed' });
    await bench.smtp.allClosed();
    expect(bench.smtp.mails()).toEqual([]);
  });

  test('while an attempt waits for the answer: nobody knows, and the yes that comes is still written', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const answer = gate();
    bench.smtp.play(atDot(answer.pass));
    const sending = begin(bench.deps, 'deliverReport', toDeliver);
    await answer.reached;
    expect((await close(report)).state).toBe('unknown');
    answer.open();
    await sending.result;
    expect((await latest(report))?.state).toBe('accepted');
    expect((await close(report)).state).toBe('accepted');
    expect(bench.smtp.mails()).toHaveLength(1);
  });

  test('after it was accepted or refused: that stands', async () => {
    const sent = await smallReport(bench);
    await attempt(bench.deps, 'deliverReport', sent.toDeliver);
    expect(await close(sent.report)).toEqual({ state: 'accepted', form: 'csv', possibleDuplicate: false });
    const refused = await smallReport(bench);
    bench.smtp.play({ rcpt: reply('550 5.7.1 no') });
    await attempt(bench.deps, 'deliverReport', refused.toDeliver).catch(() => undefined);
    expect(await close(refused.report)).toEqual({ state: 'refused', form: null, possibleDuplicate: false });
  });

  test('gives up once, however often the step is repeated', async () => {
    const { report } = await smallReport(bench);
    const ends = await Promise.all([1, 2, 3].map(() => close(report)));
    expect(ends.map((end) => end.state)).toEqual(['closed', 'closed', 'closed']);
    expect((await latest(report))?.no).toBe(1);
  });

  test('in an operator’s retry that never came to send: nothing of it is sent either', async () => {
    const { report, toDeliver } = await smallReport(bench);
    await close(report);
    const retry = { ...toDeliver, runStartedMs: toDeliver.runStartedMs + 60_000 };
    const again = { ...report, runStartedMs: retry.runStartedMs, nowMs: Date.now() };
    for (const no of [1, 2]) await attempt(bench.deps, 'closeDelivery', again, { runId: 'run-2', attempt: no });
    expect(await latest(report)).toMatchObject({ no: 2, state: 'closed', runId: 'run-2' });
    const stray = attempt(bench.deps, 'deliverReport', retry, { runId: 'run-2' });
    await expect(stray).rejects.toMatchObject({ type: 'DeliveryClosed' });
    expect(bench.smtp.mails()).toEqual([]);
  });

  test('leaves the way open for the operator’s next run, which older attempts cannot take from', async () => {
    const { report, toDeliver } = await smallReport(bench);
    await close(report);
    const retry = { ...toDeliver, runStartedMs: toDeliver.runStartedMs + 60_000 };
    expect((await attempt(bench.deps, 'deliverReport', retry, { runId: 'run-2' })).messageId).toContain('.report.2@');
    await attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 2 });
    expect(bench.smtp.mails()).toHaveLength(1);
  });
});

describe('a cancel from the server', () => {
  test('in the middle of DATA ends the attempt as cancelled, and no mail is out', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const { running, open } = await inData(toDeliver);
    running.cancel();
    await expect(running.result).rejects.toMatchObject({ name: 'CancelledFailure' });
    open();
    await bench.smtp.allClosed();
    expect(bench.smtp.mails()).toEqual([]);
    expect((await latest(report))?.state).toBe('claimed');
  });

  test('after the dot waits for the yes and writes it down', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const answer = gate();
    bench.smtp.play(atDot(answer.pass));
    const running = begin(bench.deps, 'deliverReport', toDeliver);
    await answer.reached;
    running.cancel();
    setTimeout(answer.open, 200);
    await expect(running.result).resolves.toMatchObject({ form: 'csv' });
    expect((await latest(report))?.state).toBe('accepted');
  });

  test('after the dot, and no yes comes: the row says that nobody knows', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const answer = gate();
    bench.smtp.play({ dot: TAKE_AND_HANG, ...atDot(answer.pass) });
    const running = begin(bench.deps, 'deliverReport', { ...toDeliver, windowMs: 1_500 });
    await answer.reached;
    running.cancel();
    answer.open();
    await expect(running.result).rejects.toThrow();
    expect((await latest(report))?.state).toBe('dot');
    expect((await close(report)).state).toBe('unknown');
  });
});
