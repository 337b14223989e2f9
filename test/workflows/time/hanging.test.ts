import { describe, expect, test } from 'vitest';
import { FakeReports, type Step } from '../../support/workflow-fakes.ts';
import { Scene } from '../../support/workflow-scene.ts';
import { timeSkippingServer } from '../../support/workflow-server.ts';
import { Stopwatch } from '../../support/workflow-stopwatch.ts';
import { hangingOn } from '../../support/workflow-virtual-time.ts';

describe.each([
  ['prepareReport', 18],
  ['listPages', 18],
  ['writePage', 18],
  ['assembleReport', 18],
  ['deliverReport', 28],
] as const)('thirty minutes, when %s hangs', (step, minute) => {
  const server = timeSkippingServer();

  test(`it is given up at minute ${minute}, and the mentor told before 29:30`, async () => {
    const watch = new Stopwatch(server());
    const fakes = watch.on(new FakeReports({ pages: 1 }).when(step as Step, () => hangingOn(server())));
    const { failure, result } = await new Scene(server(), fakes).report(watch.run);
    expect(result).toMatchObject({ outcome: 'late', errorCode: 'DeadlineMissed' });
    expect(failure?.message).toContain(`${step} took too long`);
    expect(watch.minuteOf('closeDelivery')).toBeGreaterThanOrEqual(minute);
    expect(watch.minuteOf('closeDelivery')).toBeLessThan(minute + 0.7);
    expect(watch.minuteOf('notifyRequester')).toBeLessThan(29.5);
    expect(await watch.minuteOfEnd()).toBeLessThan(31);
    expect(fakes).toMatchObject({ mails: 0, mail: 'closed', notices: ['late'] });
  });
});
