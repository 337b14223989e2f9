import { describe, expect, test } from 'vitest';
import { FakeReports, type Step } from '../../support/workflow-fakes.ts';
import { endOf, Scene } from '../../support/workflow-scene.ts';
import { timeSkippingServer } from '../../support/workflow-server.ts';
import { Stopwatch } from '../../support/workflow-stopwatch.ts';
import { failing } from '../../support/workflow-troubles.ts';

const server = timeSkippingServer();

const always = failing('StoreUnavailable');
const ENDING: readonly Step[] = ['closeDelivery', 'recordOutcome', 'notifyRequester'];

describe('an ending whose own steps fail for ever', () => {
  test.each(ENDING)('%s: the run still ends with its word, and the other steps are done', async (step) => {
    const fakes = new FakeReports({ pages: 1 }).when('writePage', failing('SourceForbidden')).when(step, always);
    const { status, failure, result } = await new Scene(server(), fakes, { deadlineMs: 120_000 }).report();
    expect(status).toBe('FAILED');
    expect(failure).toMatchObject({ type: 'SourceForbidden' });
    expect(result).toMatchObject({ outcome: 'failed' });
    const others = ENDING.filter((each) => each !== step);
    expect(fakes.ended).toEqual(expect.arrayContaining(others));
  });

  test.each(ENDING)('%s, after a late reading: late, the reading named, and told before 29:30', async (step) => {
    const watch = new Stopwatch(server());
    const late = new FakeReports({ pages: 1 }).when('writePage', failing('SourceSlow'));
    const fakes = watch.on(late).when(step, always);
    const { failure, result } = await new Scene(server(), fakes).report(watch.run);
    expect(result).toMatchObject({ outcome: 'late' });
    expect(failure?.message).toContain('writePage took too long');
    if (step !== 'notifyRequester') expect(watch.minuteOf('notifyRequester')).toBeLessThan(29.5);
    expect(await watch.minuteOfEnd()).toBeLessThan(31);
  });

  test('a failed report whose mentor cannot be told makes room for her next request after ten minutes', async () => {
    const watch = new Stopwatch(server());
    const fakes = new FakeReports({ pages: 1 })
      .when('writePage', failing('SourceForbidden'))
      .when('notifyRequester', failing('MailServerUnreachable'));
    const { result } = await new Scene(server(), fakes).report(watch.run);
    expect(result).toMatchObject({ outcome: 'failed' });
    expect(await watch.minuteOfEnd()).toBeGreaterThan(9);
    expect(await watch.minuteOfEnd()).toBeLessThan(10.5);
  });

  test('a mail server that is away for six minutes does not keep the word from her', async () => {
    const backMs = (await server().currentTimeMs()) + 6 * 60_000;
    const fakes = new FakeReports({ pages: 1 })
      .when('writePage', failing('SourceForbidden'))
      .when('notifyRequester', async () => {
        if ((await server().currentTimeMs()) < backMs) await failing('MailServerUnreachable')();
      });
    await new Scene(server(), fakes).report();
    expect(fakes.ended).toContain('notifyRequester');
  });

  test('a sent report is sent, also if nobody can write it down', async () => {
    const fakes = new FakeReports().when('recordOutcome', always);
    const { status, result } = await new Scene(server(), fakes).report();
    expect(status).toBe('COMPLETED');
    expect(result).toMatchObject({ outcome: 'sent', rows: 200 });
    expect(fakes.mails).toBe(1);
  });

  test('a cancelled report is cancelled, also if its objects cannot be removed', async () => {
    const fakes = new FakeReports().when('discardObjects', always);
    const scene = new Scene(server(), fakes, { deadlineMs: 120_000 });
    const handle = await scene.start();
    await handle.cancel();
    expect(await scene.work(() => endOf(handle))).toMatchObject({ status: 'CANCELLED' });
    expect(fakes.outcomes).toEqual(['cancelled']);
  });

  test('a late report whose whole ending fails ends before deadline and sixty seconds', async () => {
    const fakes = new FakeReports().when('deliverReport', failing('MailServerUnreachable'));
    for (const step of ENDING) fakes.when(step, always);
    const watch = new Stopwatch(server());
    const { result } = await new Scene(server(), fakes).report(watch.run);
    expect(result).toMatchObject({ outcome: 'late', errorCode: 'DeadlineMissed', rows: 200 });
    expect(await watch.minuteOfEnd()).toBeLessThan(31);
  });
});
