import { describe, expect, test } from 'vitest';
import { statusOfEntry } from '../../archive/status.ts';
import { DROP, HANG, TAKE_AND_DROP, TAKE_AND_HANG, TRICKLE } from '../support/smtp-script.ts';
import { expectAlwaysTrue } from './always-true.ts';
import type { Scenario } from './scenario.ts';
import { stage } from './real-stage.ts';
import { waiting, withoutDoubt, withoutHeartbeat } from './without.ts';

function expectEqualBytes({ reports }: Scenario): void {
  const [first, ...others] = reports;
  for (const { message } of others) expect(message.equals(first?.message ?? Buffer.of())).toBe(true);
}

describe.concurrent('a mail server that does not answer the final dot', () => {
  test.each([
    ['takes the mail and drops the connection', TAKE_AND_DROP, 2],
    ['drops the connection without the mail', DROP, 1],
  ] as const)('%s: one re-send, the same bytes, said to be a possible duplicate', async (_, dot, mails) => {
    await using scenario = await stage().scenario({ mailServer: [{ dot }] });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate: true });
    expect(scenario.reports).toHaveLength(mails);
    expectEqualBytes(scenario);
    const entry = await scenario.entry();
    expect(entry && statusOfEntry(entry)).toMatchObject({ status: 'sent', possibleDuplicate: true });
    await expectAlwaysTrue(scenario);
  });

  test('twice: unconfirmed, never a third, she is told, and the file is kept', async () => {
    await using scenario = await stage().scenario({ mailServer: [{ dot: TAKE_AND_DROP }, { dot: TAKE_AND_DROP }] });
    expect(await scenario.end()).toMatchObject({
      result: { outcome: 'failed' },
      failure: { type: 'DeliveryUnconfirmed' },
    });
    expect([scenario.reports.length, scenario.notices.length]).toEqual([2, 1]);
    expectEqualBytes(scenario);
    expect((await scenario.entry())?.file).not.toBeNull();
    await expectAlwaysTrue(scenario);
  });

  test('hangs until the sending window is over: unconfirmed, not late, and she is told that it may have arrived', async () => {
    await using scenario = await stage().scenario({
      mailServer: [{ dot: TAKE_AND_HANG }],
      input: { deadlineMs: 30_000 },
    });
    expect(await scenario.end()).toMatchObject({
      result: { outcome: 'failed' },
      failure: { type: 'DeliveryUnconfirmed' },
    });
    expect([scenario.reports.length, scenario.notices.length]).toEqual([1, 1]);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: who takes no answer for a no sends a third mail, and says nothing of duplicates', async () => {
    const drop = { dot: TAKE_AND_DROP };
    await using scenario = await stage().scenario({
      mailServer: [drop, drop],
      deps: withoutDoubt,
      steps: waiting(100),
    });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    expect(scenario.reports).toHaveLength(3);
  });
});

describe.concurrent('a mail server that is down for a while', () => {
  test('for one attempt: sent by the next, ten seconds later', async () => {
    await using scenario = await stage().scenario({ mailServer: [{ greeting: DROP }] });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect(scenario.smtp.dialogues.map(({ isKept }) => isKept)).toEqual([false, true]);
    await expectAlwaysTrue(scenario);
  });
});

describe.concurrent('a mail server that is slow or silent', () => {
  test.each([
    ['never greets', { greeting: HANG }],
    ['greets a byte a second', { greeting: TRICKLE }],
  ] as const)('%s: the attempt gives up and hangs up, and the next one sends', async (_, script) => {
    await using scenario = await stage().scenario({ mailServer: [script] });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect(scenario.smtp.dialogues.map(({ isKept }) => isKept)).toEqual([false, true]);
    await scenario.smtp.allClosed(500);
    await expectAlwaysTrue(scenario);
  });

  test('answers a byte a second: one attempt, alive to the end of the sending window, when it hangs up', async () => {
    // Sending may take until 28 s: longer than the 25 s after which a silent step is taken for dead.
    await using scenario = await stage().scenario({ mailServer: [{ rcpt: TRICKLE }], input: { deadlineMs: 30_000 } });
    const { result, failure } = await scenario.end();
    expect(result).toMatchObject({ outcome: 'late' });
    expect(failure?.message).toContain('deliverReport');
    await scenario.smtp.allClosed(500);
    // The second dialogue is the notice.
    expect(scenario.smtp.dialogues).toHaveLength(2);
    expect([scenario.reports.length, scenario.notices.length]).toEqual([0, 1]);
    await expectAlwaysTrue(scenario);
  });

  test('takes 27 s to answer the final dot: one mail, no flag', async () => {
    await using scenario = await stage().scenario({ mailServer: [{ at: slowly }] });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect(scenario.reports).toHaveLength(1);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: a step that does not beat is taken for dead, and a second mail is sent beside it', async () => {
    await using scenario = await stage().scenario({ mailServer: [{ at: slowly }], steps: withoutHeartbeat });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate: true });
    await scenario.smtp.allClosed(5_000);
    expect(scenario.reports).toHaveLength(2);
  });

  const slowly = async (state: string) => {
    if (state === 'dot') await new Promise((resolve) => setTimeout(resolve, 27_000));
  };
});
