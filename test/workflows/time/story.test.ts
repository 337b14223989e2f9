import type { WorkflowHandle } from '@temporalio/client';
import { describe, expect, test } from 'vitest';
import { FakeReports, type Step } from '../../support/workflow-fakes.ts';
import { failing } from '../../support/workflow-troubles.ts';
import { Scene } from '../../support/workflow-scene.ts';
import { timeSkippingServer } from '../../support/workflow-server.ts';
import { hangingOn } from '../../support/workflow-virtual-time.ts';
import { Stopwatch } from '../../support/workflow-stopwatch.ts';

const server = timeSkippingServer();

const READING = ['prepareReport', 'listPages', 'writePage', 'assembleReport'] as const;
const TROUBLES = {
  'hangs for ever': () => () => hangingOn(server()),
  'fails for ever': () => failing('StoreUnavailable'),
} as const;
const HOWS = Object.keys(TROUBLES) as (keyof typeof TROUBLES)[];

describe.each(HOWS)('thirty minutes, when a step %s', (how) => {
  test.each(READING)('%s: given up at minute 18, the mentor told at once', async (step) => {
    const watch = new Stopwatch(server());
    const fakes = watch.on(new FakeReports({ pages: 1 }).when(step as Step, TROUBLES[how]()));
    const { failure, result } = await new Scene(server(), fakes).report(watch.run);
    expect(result).toMatchObject({ outcome: 'late' });
    expect(failure?.message).toContain(`${step} took too long`);
    expect(watch.minuteOf('closeDelivery')).toBeCloseTo(18, 0);
    expect(watch.minuteOf('notifyRequester')).toBeLessThan(29.5);
    expect(await watch.minuteOfEnd()).toBeLessThan(31);
    expect(fakes).toMatchObject({ mails: 0, mail: 'closed', notices: ['late'] });
  });

  test('deliverReport: given up at minute 28, the mentor told before 29:30', async () => {
    const watch = new Stopwatch(server());
    const fakes = watch.on(new FakeReports().when('deliverReport', TROUBLES[how]()));
    const { failure, result } = await new Scene(server(), fakes).report(watch.run);
    expect(result).toMatchObject({ outcome: 'late', rows: 200 });
    expect(failure?.message).toContain('deliverReport took too long');
    expect(watch.minuteOf('closeDelivery')).toBeGreaterThanOrEqual(28);
    expect(watch.minuteOf('closeDelivery')).toBeLessThan(28.5);
    expect(watch.minuteOf('notifyRequester')).toBeLessThan(29.5);
    expect(await watch.minuteOfEnd()).toBeLessThan(31);
    expect(fakes).toMatchObject({ mails: 0, mail: 'closed', notices: ['late'] });
  });
});
