import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DeliverReportInput } from '../../activities/api.ts';
import { TAKE_AND_DROP } from '../support/smtp-script.ts';
import { mortalPorts, withMortalStatements, type Moment } from './mortal-ports.ts';
import { smallReport } from './small-report.ts';
import { attempt, downloadsOf, workbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await workbench();
  withMortalStatements(bench.cassandra);
});
afterEach(() => bench.smtp.allClosed().finally(() => bench.smtp.forget()));
afterAll(() => bench.close());

const standing = async ({ reportId }: DeliverReportInput) =>
  (await bench.deps.deliveries.latest(reportId, 'report'))?.state ?? null;

/** One attempt by a worker that dies at its `no`-th call of a port. */
async function dyingAttempt(toDeliver: DeliverReportInput, no: number, moment: Moment) {
  const mortal = mortalPorts(bench.deps, no, moment);
  await attempt(mortal.deps, 'deliverReport', toDeliver).catch(() => undefined);
  await bench.smtp.allClosed();
  return mortal;
}

/** Every call of a port that an undisturbed delivery makes; or every statement. */
async function callsOfDelivery(moment: Moment = 'before'): Promise<readonly string[]> {
  const { toDeliver } = await smallReport(bench);
  const mortal = mortalPorts(bench.deps, Infinity, moment);
  await attempt(mortal.deps, 'deliverReport', toDeliver);
  bench.smtp.forget();
  return mortal.calls;
}

/** Every state in which the dead have left it, and whether a mail was out. */
const LEFT = {
  before: ['accepted, 1 out', 'claimed, 0 out', 'dot, 1 out', 'null, 0 out'],
  in: ['accepted, 1 out', 'claimed, 0 out', 'dot, 0 out', 'null, 0 out'],
  after: ['accepted, 1 out', 'claimed, 0 out', 'dot, 0 out', 'dot, 1 out', 'null, 0 out'],
} as const;

function expectEqualMails(): void {
  const [first, ...others] = bench.smtp.mails();
  for (const other of others) expect(other.message.equals(first?.message ?? Buffer.of())).toBe(true);
}

describe('a worker that dies while it delivers, and one that comes after it', () => {
  test.for(['before', 'in', 'after'] as const)(
    '%s any call of a port: one mail, or two equal ones that are said to be possible duplicates',
    { timeout: 120_000 },
    async (moment) => {
      const calls = await callsOfDelivery(moment);
      expect(calls).toEqual(
        expect.arrayContaining([
          'ledger.update',
          'source.requester',
          'store.read',
          'deliveries.latest',
          'deliveries.add',
          ...(moment === 'in' ? [] : ['mailer.send']),
          'deliveries.replace',
          'downloads.mailed',
        ]),
      );
      const seen = new Set<string>();
      for (const [at, call] of calls.entries()) {
        bench.smtp.forget();
        const { toDeliver } = await smallReport(bench);
        const { hasDied } = await dyingAttempt(toDeliver, at + 1, moment);
        expect(hasDied()).toBe(true);
        const left = await standing(toDeliver);
        const before = bench.smtp.mails().length;

        const result = await attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 2 });
        const story = { call, left, before, after: bench.smtp.mails().length, flag: result.possibleDuplicate };
        // What the dead one left decides: nothing, or a claim: it cannot be out. dot: nobody knows. accepted: it is out.
        const expected = {
          null: [0, 1, false],
          claimed: [0, 1, false],
          dot: [before, before + 1, true],
          accepted: [1, 1, false],
        };
        const [mailsBefore, mailsAfter, flag] = expected[`${left}` as keyof typeof expected];
        expect(story).toEqual({ call, left, before: mailsBefore, after: mailsAfter, flag });
        expect(await standing(toDeliver)).toBe('accepted');
        expect(await downloadsOf(bench, toDeliver)).toBe(1);
        expectEqualMails();
        seen.add(`${left}, ${before} out`);
      }
      expect([...seen].toSorted()).toEqual(LEFT[moment]);
    },
  );

  test('twice after the dot: at most two mails, unconfirmed, the file is kept', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const mortal = () => mortalPorts(bench.deps, sendNo, 'after');
    const sendNo = (await callsOfDelivery()).indexOf('mailer.send') + 1;
    for (const no of [1, 2]) {
      const { deps } = mortal();
      await attempt(deps, 'deliverReport', toDeliver, { attempt: no }).catch(() => undefined);
      expect(await standing(toDeliver)).toBe('dot');
    }
    const unconfirmed = { type: 'DeliveryUnconfirmed', nonRetryable: true };
    await expect(attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 3 })).rejects.toMatchObject(unconfirmed);
    expect(bench.smtp.mails()).toHaveLength(2);
    expectEqualMails();
    expect(await bench.deps.store.has(report.reportId, toDeliver.file)).toBe(true);
  });

  test('after the last bytes and before the answer: one re-send', async () => {
    const { toDeliver } = await smallReport(bench);
    const sendNo = (await callsOfDelivery()).indexOf('mailer.send') + 1;
    bench.smtp.play({ dot: TAKE_AND_DROP });
    await dyingAttempt(toDeliver, sendNo, 'after');
    const result = await attempt(bench.deps, 'deliverReport', toDeliver, { attempt: 2 });
    expect(result.possibleDuplicate).toBe(true);
    expect(bench.smtp.mails()).toHaveLength(2);
    expectEqualMails();
  });

  test('an operator’s retry after an unanswered dot sends nothing: another run cannot know', async () => {
    const { toDeliver } = await smallReport(bench);
    const sendNo = (await callsOfDelivery()).indexOf('mailer.send') + 1;
    await dyingAttempt(toDeliver, sendNo, 'after');
    const retry = { ...toDeliver, runStartedMs: toDeliver.runStartedMs + 60_000 };
    const sending = attempt(bench.deps, 'deliverReport', retry, { runId: 'run-2' });
    await expect(sending).rejects.toMatchObject({ type: 'DeliveryUnconfirmed' });
    expect(bench.smtp.mails()).toHaveLength(1);
  });
});
