import { describe, expect, test } from 'vitest';
import { FakeReports, type Step } from '../../support/workflow-fakes.ts';
import { Scene } from '../../support/workflow-scene.ts';
import { timeSkippingServer } from '../../support/workflow-server.ts';
import { Stopwatch } from '../../support/workflow-stopwatch.ts';
import { failing } from '../../support/workflow-troubles.ts';

const server = timeSkippingServer();

describe('thirty minutes, when a step fails again and again', () => {
  test.each([
    ['prepareReport', 18],
    ['listPages', 18],
    ['writePage', 18],
    ['assembleReport', 18],
    ['deliverReport', 28],
  ] as const)('%s: given up at minute %i, and the mentor told before 29:30', async (step, minute) => {
    const watch = new Stopwatch(server());
    const fakes = watch.on(new FakeReports({ pages: 1 }).when(step as Step, failing('StoreUnavailable')));
    const { failure, result } = await new Scene(server(), fakes).report(watch.run);
    expect(result).toMatchObject({ outcome: 'late', rows: step === 'deliverReport' ? 100 : null });
    expect(failure?.message).toContain(`${step} took too long`);
    expect(watch.minuteOf('closeDelivery')).toBeGreaterThanOrEqual(minute);
    expect(watch.minuteOf('closeDelivery')).toBeLessThan(minute + 0.5);
    expect(watch.minuteOf('notifyRequester')).toBeLessThan(29.5);
    expect(await watch.minuteOfEnd()).toBeLessThan(31);
    expect(fakes).toMatchObject({ mails: 0, mail: 'closed', notices: ['late'] });
  });

  test.each([60_000, 10 * 60_000])('a promise of %i ms scales every step', async (deadlineMs) => {
    const watch = new Stopwatch(server());
    const fakes = watch.on(new FakeReports({ pages: 1 }).when('writePage', failing('SourceSlow')));
    const { result } = await new Scene(server(), fakes, { deadlineMs }).report(watch.run);
    expect(result).toMatchObject({ outcome: 'late' });
    const minute = (18 * deadlineMs) / (30 * 60_000);
    expect(watch.minuteOf('closeDelivery')).toBeGreaterThanOrEqual(minute);
    expect(watch.minuteOf('closeDelivery')).toBeLessThan(minute + 0.1);
    expect(await watch.minuteOfEnd()).toBeLessThan(deadlineMs / 60_000 + 1);
  });

  test('a promise of more than thirty minutes is one of thirty', async () => {
    const watch = new Stopwatch(server());
    const fakes = watch.on(new FakeReports({ pages: 1 }).when('writePage', failing('SourceSlow')));
    await new Scene(server(), fakes, { deadlineMs: 3 * 3_600_000 }).report(watch.run);
    expect(watch.minuteOf('closeDelivery')).toBeCloseTo(18, 0);
  });

  test('a cluster that comes back at minute 15 is used: the report is sent', async () => {
    const backMs = (await server().currentTimeMs()) + 15 * 60_000;
    const fakes = new FakeReports({ pages: 4 }).when('writePage', async () => {
      if ((await server().currentTimeMs()) < backMs) await failing('SourceUnreachable')();
    });
    const { result } = await new Scene(server(), fakes).report();
    expect(result).toMatchObject({ outcome: 'sent', rows: 400 });
  });
});
