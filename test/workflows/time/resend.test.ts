import { describe, expect, test } from 'vitest';
import { FakeReports } from '../../support/workflow-fakes.ts';
import { ResendScene } from '../../support/workflow-resend-scene.ts';
import { timeSkippingServer } from '../../support/workflow-server.ts';
import { Stopwatch } from '../../support/workflow-stopwatch.ts';
import { failing } from '../../support/workflow-troubles.ts';

const server = timeSkippingServer();

describe('thirty minutes of a re-send', () => {
  test.each([
    ['prepareResend', 'StoreUnavailable'],
    ['deliverReport', 'MailServerUnreachable'],
  ] as const)('%s that fails again and again: given up at minute 28', async (step, code) => {
    const watch = new Stopwatch(server());
    const fakes = watch.on(new FakeReports().when(step, failing(code)));
    const { result, failure } = await new ResendScene(server(), fakes).report(watch.run);
    expect(result).toMatchObject({ outcome: 'late' });
    expect(failure?.message).toContain(`${step} took too long`);
    expect(watch.minuteOf('closeDelivery')).toBeGreaterThanOrEqual(28);
    expect(await watch.minuteOfEnd()).toBeLessThan(29);
    expect(fakes).toMatchObject({ mails: 0, mail: 'closed', notices: [] });
  });

  test('a mail server that comes back at minute 25 is used', async () => {
    const backMs = (await server().currentTimeMs()) + 25 * 60_000;
    const fakes = new FakeReports().when('deliverReport', async () => {
      if ((await server().currentTimeMs()) < backMs) await failing('MailServerUnreachable')();
    });
    const { result } = await new ResendScene(server(), fakes).report();
    expect(result).toMatchObject({ outcome: 'sent' });
  });

  test('a ledger that is away to the end does not keep it open, and the mail stays sent', async () => {
    const watch = new Stopwatch(server());
    const fakes = new FakeReports().when('recordResend', failing('StoreUnavailable'));
    const { result } = await new ResendScene(server(), fakes).report(watch.run);
    expect(result).toMatchObject({ outcome: 'sent' });
    expect(await watch.minuteOfEnd()).toBeLessThan(30);
  });
});
