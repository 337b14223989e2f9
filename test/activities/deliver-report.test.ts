import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CAST } from '../../dev/data/cast.ts';
import { DEMO } from '../../dev/data/demo.ts';
import type { Delivery } from '../../report/delivery.ts';
import { ReportError } from '../../report/errors.ts';
import { DROP, reply, TAKE_AND_DROP } from '../support/smtp-script.ts';
import { SMALL_CSV, smallReport } from './small-report.ts';
import { attempt, begin, workbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => void (bench = await workbench()));
afterEach(() => bench.smtp.allClosed().finally(() => bench.smtp.forget()));
afterAll(() => bench.close());

const latest = (reportId: string) => bench.deps.deliveries.latest(reportId, 'report');

describe('the good path', () => {
  test('one mail to her own address, with the file as it was built', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const result = await attempt(bench.deps, 'deliverReport', toDeliver);

    const [mail, ...more] = bench.smtp.mails();
    expect(more).toEqual([]);
    expect(mail?.to).toEqual([CAST.mentor.address]);
    const parsed = await simpleParser(mail?.message ?? '');
    expect(parsed.attachments).toHaveLength(1);
    expect(parsed.attachments[0]?.content.toString()).toBe(SMALL_CSV);
    expect(parsed.attachments[0]?.filename).toMatch(/^course-progress_\d+_\d{4}-\d\d-\d\d\.csv$/);
    expect(parsed.date?.getTime()).toBe(Math.floor(toDeliver.sendStartedMs / 1_000) * 1_000);
    expect(result).toEqual({
      form: 'csv',
      messageId: mail?.messageId,
      replyCode: 250,
      enhancedStatus: '2.0.0',
      possibleDuplicate: false,
    });
    expect(result.messageId).toBe(`<${report.reportId.split('.')[3]}.report.1@example.org>`);
    expect(await latest(report.reportId)).toMatchObject({ state: 'accepted', form: 'csv', messageId: mail?.messageId });
    expect((await bench.deps.ledger.entry(report.reportId))?.stage).toBe('sending');
  });

  test('heartbeats and result hold no address and no name', async () => {
    const { toDeliver } = await smallReport(bench);
    const running = begin(bench.deps, 'deliverReport', toDeliver);
    const seen = JSON.stringify([await running.result, running.heartbeats]);
    expect(running.heartbeats.length).toBeGreaterThan(0);
    expect(seen).not.toMatch(/meenakshi|రావు/);
  });

  test('asked again after it was accepted, it sends nothing and answers the same', async () => {
    const { toDeliver } = await smallReport(bench);
    const first = await attempt(bench.deps, 'deliverReport', toDeliver);
    bench.smtp.forget();
    expect(await attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 2 })).toEqual(first);
    expect(await attempt(bench.deps, 'deliverReport', toDeliver, { runId: 'run-2' })).toEqual(first);
    expect(bench.smtp.dialogues).toEqual([]);
  });
});

describe('the size ladder', () => {
  const withCeiling = (attachmentMaxBytes: number) => ({
    ...bench.deps,
    settings: { ...bench.deps.settings, attachmentMaxBytes },
  });

  test('a server that takes no mail of that size gets the ZIP, then a mail that says where the file is', async () => {
    const { report, toDeliver } = await smallReport(bench);
    bench.smtp.play({ dot: reply('552 5.3.4 too big') }, { extensions: ['SIZE 1000'] });
    const result = await attempt(bench.deps, 'deliverReport', toDeliver);
    expect(result).toMatchObject({ form: 'none', possibleDuplicate: false });
    expect(bench.smtp.dialogues).toHaveLength(3);
    const mail = await simpleParser(bench.smtp.mails()[0]?.message ?? '');
    expect(mail.attachments).toEqual([]);
    expect(mail.text).toContain('too large for a mail');
    expect(await latest(report.reportId)).toMatchObject({ state: 'accepted', form: 'none', no: 1 });
  });

  test('a file above our own ceiling is not tried as an attachment', async () => {
    const { toDeliver } = await smallReport(bench);
    const result = await attempt(withCeiling(50), 'deliverReport', toDeliver);
    expect(result.form).toBe('none');
    expect(bench.smtp.dialogues).toHaveLength(1);
  });

  test('all forms together keep to one window', async () => {
    const { toDeliver } = await smallReport(bench);
    const tooBig = { dot: reply('552 5.3.4 too big'), at: slowly };
    bench.smtp.play(tooBig, tooBig, { dot: { do: 'hang' } });
    const begun = performance.now();
    const sending = attempt(bench.deps, 'deliverReport', { ...toDeliver, windowMs: 2_500 });
    await expect(sending).rejects.toMatchObject({ type: 'DeliveryUnanswered' });
    expect(performance.now() - begun).toBeLessThan(4_000);
  });
  const slowly = async (state: string) => {
    if (state === 'dot') await new Promise((resolve) => setTimeout(resolve, 1_000));
  };
});

describe('a refusal for now', () => {
  test('no connection: again in 10 s, then every 30 s, and nothing stands in the way', async () => {
    const { report, toDeliver } = await smallReport(bench);
    bench.smtp.play({ greeting: DROP }, { mail: DROP });
    const first = attempt(bench.deps, 'deliverReport', { ...toDeliver, windowMs: 600_000 });
    await expect(first).rejects.toMatchObject({
      type: 'MailServerUnreachable',
      nonRetryable: false,
      nextRetryDelay: 10_000,
    });
    const second = attempt(bench.deps, 'deliverReport', { ...toDeliver, windowMs: 600_000 }, { attempt: 2 });
    await expect(second).rejects.toMatchObject({ nextRetryDelay: 30_000 });
    expect((await latest(report.reportId))?.state).toBe('claimed');
    expect(await attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 3 })).toMatchObject({
      possibleDuplicate: false,
    });
    expect(bench.smtp.mails()).toHaveLength(1);
  });

  test.for([
    ['greylisting', { rcpt: reply('450 4.7.1 meenakshi.rao@example.org greylisted') }, 450, '4.7.1', 60_000],
    ['no room after the dot', { dot: reply('452 4.3.1 no room') }, 452, '4.3.1', 60_000],
    ['a greeting of 421', { greeting: reply('421 4.3.2 later') }, 421, '4.3.2', 10_000],
  ] as const)(
    '%s: again later, no possible duplicate',
    async ([, script, replyCode, enhancedStatus, nextRetryDelay]) => {
      const { report, toDeliver } = await smallReport(bench);
      bench.smtp.play(script);
      const sending = attempt(bench.deps, 'deliverReport', { ...toDeliver, windowMs: 600_000 });
      await expect(sending).rejects.toMatchObject({
        type: 'MailServerBusy',
        nonRetryable: false,
        nextRetryDelay,
        details: [{ replyCode, enhancedStatus }],
        message: expect.not.stringContaining('example.org'),
      });
      expect((await latest(report.reportId))?.state).toBe('claimed');
      const result = await attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 2 });
      expect(result.possibleDuplicate).toBe(false);
      expect(bench.smtp.mails()).toHaveLength(1);
    },
  );

  test('the wait leaves room for one more attempt, by the time that earlier ones took', async () => {
    const { toDeliver } = await smallReport(bench);
    bench.smtp.play({ rcpt: reply('450 4.7.1 later') });
    const late = { attempt: 2, sinceScheduledMs: 560_000 };
    const sending = attempt(bench.deps, 'deliverReport', { ...toDeliver, windowMs: 600_000 }, late);
    const failure = await sending.catch((error: { nextRetryDelay: number }) => error);
    expect(failure).toHaveProperty('nextRetryDelay', expect.any(Number));
    expect((failure as { nextRetryDelay: number }).nextRetryDelay).toBeLessThanOrEqual(25_000);
    expect((failure as { nextRetryDelay: number }).nextRetryDelay).toBeGreaterThan(20_000);
  });

  test('a window that is over: nothing is tried any more', async () => {
    const { toDeliver } = await smallReport(bench);
    const over = { attempt: 9, sinceScheduledMs: toDeliver.windowMs };
    const sending = attempt(bench.deps, 'deliverReport', toDeliver, over);
    await expect(sending).rejects.toMatchObject({ type: 'MailServerUnreachable' });
    expect(bench.smtp.mails()).toEqual([]);
  });
});

describe('a refusal for good', () => {
  test.for([
    ['550 5.1.1 <meenakshi.rao@example.org> unknown', 'MailAddressRefused'],
    ['552 5.2.2 <meenakshi.rao@example.org> over quota', 'MailAddressRefused'],
    ['550 5.7.1 <meenakshi.rao@example.org> spam', 'MailRefused'],
    ['554 5.7.0 policy', 'MailRefused'],
  ] as const)('%s', async ([text, type]) => {
    const { report, toDeliver } = await smallReport(bench);
    bench.smtp.play({ rcpt: reply(text) });
    const refusal = { type, nonRetryable: true, message: expect.not.stringContaining('example.org') };
    await expect(attempt(bench.deps, 'deliverReport', toDeliver)).rejects.toMatchObject(refusal);
    expect((await latest(report.reportId))?.state).toBe('refused');
    bench.smtp.forget();
    await expect(attempt(bench.deps, 'deliverReport', toDeliver)).rejects.toMatchObject(refusal);
    expect(bench.smtp.dialogues).toEqual([]);
  });

  test('an operator’s retry, which is another run, tries again under the next number', async () => {
    const { report, toDeliver } = await smallReport(bench);
    bench.smtp.play({ dot: reply('554 5.7.1 spam') });
    await attempt(bench.deps, 'deliverReport', toDeliver).catch(() => undefined);
    const retry = { ...toDeliver, runStartedMs: toDeliver.runStartedMs + 60_000 };
    const result = await attempt(bench.deps, 'deliverReport', retry, { runId: 'run-2' });
    expect(result.messageId).toContain('.report.2@');
    expect(await latest(report.reportId)).toMatchObject({ no: 2, state: 'accepted' });
  });
});

describe('no answer after the dot', () => {
  test('once more, byte for byte the same, and said to be a possible duplicate', async () => {
    const { report, toDeliver } = await smallReport(bench);
    bench.smtp.play({ dot: TAKE_AND_DROP });
    await expect(attempt(bench.deps, 'deliverReport', toDeliver)).rejects.toMatchObject({
      type: 'DeliveryUnanswered',
      nonRetryable: false,
      nextRetryDelay: 1_000,
    });
    const later = { ...toDeliver, sendStartedMs: toDeliver.sendStartedMs + 60_000 };
    const result = await attempt(bench.deps, 'deliverReport', later, { attempt: 2 });
    expect(result.possibleDuplicate).toBe(true);
    const [first, second, ...more] = bench.smtp.mails();
    expect(more).toEqual([]);
    expect(second?.message.equals(first?.message ?? Buffer.of())).toBe(true);
    expect(await latest(report.reportId)).toMatchObject({ state: 'accepted', possibleDuplicate: true });
  });

  test('twice: unconfirmed, never a third, and the file is kept', async () => {
    const { report, toDeliver } = await smallReport(bench);
    bench.smtp.play({ dot: TAKE_AND_DROP }, { dot: TAKE_AND_DROP });
    await attempt(bench.deps, 'deliverReport', toDeliver).catch(() => undefined);
    const unconfirmed = { type: 'DeliveryUnconfirmed', nonRetryable: true };
    await expect(attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 2 })).rejects.toMatchObject(unconfirmed);
    await expect(attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 3 })).rejects.toMatchObject(unconfirmed);
    const retry = { ...toDeliver, runStartedMs: toDeliver.runStartedMs + 60_000 };
    const operator = attempt(bench.deps, 'deliverReport', retry, { runId: 'run-2' });
    await expect(operator).rejects.toMatchObject(unconfirmed);
    expect(bench.smtp.mails()).toHaveLength(2);
    expect(await latest(report.reportId)).toMatchObject({ state: 'unknown', possibleDuplicate: true });
    expect(await bench.deps.store.has(report.reportId, toDeliver.file)).toBe(true);
  });
});

describe('a store that does not answer', () => {
  const away = () => Promise.reject(new ReportError('StoreUnavailable'));

  /** Its changes to a state fail, the first `times` of them. */
  function unwillingTo(state: Delivery['state'], times: number) {
    const { deliveries } = bench.deps;
    let failed = 0;
    const replace: typeof deliveries.replace = (from, to) =>
      to.state === state && failed++ < times ? away() : deliveries.replace(from, to);
    return { ...bench.deps, deliveries: { ...deliveries, replace } };
  }

  test('when the dot is asked for: nothing leaves, and the next attempt sends the only mail', async () => {
    const { toDeliver } = await smallReport(bench);
    await expect(attempt(unwillingTo('dot', 1), 'deliverReport', toDeliver)).rejects.toMatchObject({
      type: 'StoreUnavailable',
      nonRetryable: false,
    });
    expect(bench.smtp.mails()).toEqual([]);
    const result = await attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 2 });
    expect(result.possibleDuplicate).toBe(false);
    expect(bench.smtp.mails()).toHaveLength(1);
  });

  test('from the 250 on: the step has succeeded all the same, since its repetition might send a second mail', async () => {
    const { toDeliver } = await smallReport(bench);
    const { ledger } = bench.deps;
    const update: typeof ledger.update = (id, change) => ('sentToMark' in change ? away() : ledger.update(id, change));
    const result = await attempt(
      { ...unwillingTo('accepted', 3), ledger: { ...ledger, update } },
      'deliverReport',
      toDeliver,
    );
    expect(result.replyCode).toBe(250);
    expect(bench.smtp.mails()).toHaveLength(1);
  });

  test('while the connection dies: the dot that was won for nothing is taken back', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const { deliveries } = bench.deps;
    const replace: typeof deliveries.replace = async (from, to) => {
      if (to.state === 'dot') await new Promise((resolve) => setTimeout(resolve, 300));
      return deliveries.replace(from, to);
    };
    bench.smtp.play({ body: DROP });
    const slow = { ...bench.deps, deliveries: { ...deliveries, replace } };
    await expect(attempt(slow, 'deliverReport', toDeliver)).rejects.toMatchObject({ type: 'MailServerUnreachable' });
    expect((await latest(report.reportId))?.state).toBe('claimed');
    const result = await attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 2 });
    expect(result.possibleDuplicate).toBe(false);
    expect(bench.smtp.mails()).toHaveLength(1);
  });

  test('for a moment after the 250: the word is written all the same', async () => {
    const { report, toDeliver } = await smallReport(bench);
    await attempt(unwillingTo('accepted', 2), 'deliverReport', toDeliver);
    expect((await latest(report.reportId))?.state).toBe('accepted');
  });

  test('for long after the 250: the step has succeeded, and no later run sends a second mail', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const result = await attempt(unwillingTo('accepted', Infinity), 'deliverReport', toDeliver);
    expect(result).toMatchObject({ replyCode: 250, possibleDuplicate: false });
    expect((await latest(report.reportId))?.state).toBe('dot');
    const retry = { ...toDeliver, runStartedMs: toDeliver.runStartedMs + 60_000 };
    await attempt(bench.deps, 'deliverReport', retry, { runId: 'run-2' }).catch(() => undefined);
    expect(bench.smtp.mails()).toHaveLength(1);
  });
});

describe('just before sending', () => {
  test('she is asked for afresh: a mentor who lost the right gets nothing', async () => {
    const { toDeliver } = await smallReport(bench);
    const removed = { ...toDeliver, requesterId: DEMO.strangerId };
    await expect(attempt(bench.deps, 'deliverReport', removed)).rejects.toMatchObject({
      type: 'NotAuthorised',
      nonRetryable: true,
    });
    expect(bench.smtp.dialogues).toEqual([]);
  });

  test('an address that was lost is said as such', async () => {
    const { toDeliver } = await smallReport(bench);
    const lost = { ...toDeliver, requesterId: DEMO.mentorWithoutAddressId };
    await expect(attempt(bench.deps, 'deliverReport', lost)).rejects.toMatchObject({
      type: 'AddressUnusable',
      nonRetryable: true,
    });
    expect(bench.smtp.dialogues).toEqual([]);
  });

  test.for([
    ['altered', 'UPDATE KS.report_chunk SET data = 0x41 WHERE'],
    ['lost', 'DELETE FROM KS.report_chunk WHERE'],
  ] as const)('a part that was %s in the store: no mail, and it is said', async ([, query]) => {
    const { report, toDeliver } = await smallReport(bench);
    const { rows } = await bench.own.client.execute(
      `SELECT object_id FROM ${bench.own.keyspace}.report_object WHERE report_id = ?`,
      [report.reportId],
    );
    const page = rows.map((row) => row['object_id'] as string).find((id) => id.startsWith('page-0001'));
    const where = ' report_id = ? AND object_id = ? AND slice = 0 AND no = 0';
    await bench.own.client.execute(query.replace('KS', bench.own.keyspace) + where, [report.reportId, page]);
    await expect(attempt(bench.deps, 'deliverReport', toDeliver)).rejects.toMatchObject({
      type: 'StoredObjectDamaged',
      nonRetryable: true,
    });
    expect(bench.smtp.mails()).toEqual([]);
    expect((await latest(report.reportId))?.state).toBe('claimed');
  });
});
