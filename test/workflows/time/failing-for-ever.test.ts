import { describe, expect, test } from 'vitest';
import { reportFailure } from '../../../workflows/failure.ts';
import { FakeReports } from '../../support/workflow-fakes.ts';
import { Scene } from '../../support/workflow-scene.ts';
import { timeSkippingServer } from '../../support/workflow-server.ts';
import { Stopwatch } from '../../support/workflow-stopwatch.ts';
import { failing } from '../../support/workflow-troubles.ts';

const server = timeSkippingServer();

describe('thirty minutes, when a step fails again and again', () => {
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

  test('a run that moves again and again looks at itself ten times at the most', async () => {
    const fakes = new FakeReports({ pages: 16 }).when('writePage', async (_, attempt) => {
      if (attempt === 1) throw reportFailure('SourceSlow', {}, { nextRetryDelayMs: 4 * 60_000 });
    });
    const scene = new Scene(server(), fakes);
    const watch = new Stopwatch(server());
    const { result } = await scene.report(watch.run);
    expect(result).toMatchObject({ outcome: 'sent' });
    const { events } = await server().client.workflow.getHandle(scene.workflowId).fetchHistory();
    // Two of them are the deadlines.
    expect(events?.filter((event) => event.timerStartedEventAttributes).length).toBeLessThanOrEqual(12);
    expect(await watch.minuteAtRisk()).toBeLessThan(5);
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
