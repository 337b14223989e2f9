import { describe, expect, test } from 'vitest';
import { FakeReports, type Step } from '../../support/workflow-fakes.ts';
import { Scene } from '../../support/workflow-scene.ts';
import { timeSkippingServer } from '../../support/workflow-server.ts';
import { Stopwatch } from '../../support/workflow-stopwatch.ts';
import { failing } from '../../support/workflow-troubles.ts';

const server = timeSkippingServer();

const away = failing('StoreUnavailable');

/** Most of Cassandra's nodes are away from the moment on at which a report begins to end. */
function withoutQuorum(fakes: FakeReports, lastTry: typeof away = async () => {}): FakeReports {
  return fakes
    .when('closeDelivery', away)
    .when('recordOutcome', away)
    .when('notifyRequester', (input) => (input.isLastTry === true ? lastTry() : away()));
}

async function endOf(fakes: FakeReports) {
  const watch = new Stopwatch(server());
  const { result } = await new Scene(server(), fakes).report(watch.run);
  const lastTries = fakes.inputs.notifyRequester.filter(({ isLastTry }) => isLastTry);
  const [{ nowMs, runStartedMs } = { nowMs: NaN, runStartedMs: NaN }] = fakes.inputs.notifyRequester;
  return { result, lastTries, firstTryMinute: (nowMs - runStartedMs) / 60_000, endMinute: await watch.minuteOfEnd() };
}

const onePage = () => new FakeReports({ pages: 1 });

describe('with most of Cassandra away, the mentor', () => {
  test('of a report that is late at reading is told without a fence, before 29:30, and nobody waits for the ledger', async () => {
    const fakes = withoutQuorum(onePage().when('writePage', failing('SourceUnreachable')));
    const { result, lastTries, firstTryMinute, endMinute } = await endOf(fakes);
    expect(result).toMatchObject({ outcome: 'late' });
    expect(lastTries).toMatchObject([{ notice: 'late', hasFile: null }]);
    expect(firstTryMinute).toBeLessThan(18.5);
    expect(endMinute).toBeLessThan(29.5);
  });

  test('of one that failed early is told within ten minutes', async () => {
    const fakes = withoutQuorum(onePage().when('writePage', failing('SourceForbidden')));
    const { result, lastTries, endMinute } = await endOf(fakes);
    expect(result).toMatchObject({ outcome: 'failed' });
    expect(lastTries).toMatchObject([{ notice: 'failed' }]);
    expect(endMinute).toBeLessThan(10.5);
  });

  test('of one that is late at sending is told that it may have arrived, after minute 28', async () => {
    const fakes = withoutQuorum(onePage().when('deliverReport', away));
    const { result, lastTries, firstTryMinute, endMinute } = await endOf(fakes);
    expect(result).toMatchObject({ outcome: 'late', errorCode: 'DeadlineMissed' });
    expect(lastTries).toMatchObject([{ notice: 'unconfirmed', hasFile: true }]);
    expect(firstTryMinute).toBeGreaterThan(28);
    expect(endMinute).toBeLessThan(29.6);
  });

  test('is not told before minute 28 when a worker that was taken for dead might still be sending', async () => {
    const fakes = withoutQuorum(onePage().when('deliverReport', failing('MailRefused', { replyCode: 554 })));
    const { result, lastTries } = await endOf(fakes);
    expect(result).toMatchObject({ outcome: 'failed', errorCode: 'MailRefused' });
    expect(lastTries).toEqual([]);
  });

  test('is tried to be told once only', async () => {
    const fakes = withoutQuorum(
      onePage().when('writePage', failing('SourceForbidden')),
      failing('MailServerUnreachable'),
    );
    expect((await endOf(fakes)).lastTries).toHaveLength(1);
  });
});

describe('there is no try without a fence', () => {
  test.each([
    ['the fence has let one notice out already', 'DeliveryUnconfirmed'],
    ['the mail server is what is away', 'MailServerUnreachable'],
  ] as const)('when %s', async (_, code) => {
    const fakes = onePage()
      .when('writePage', failing('SourceForbidden'))
      .when('notifyRequester' as Step, failing(code));
    expect((await endOf(fakes)).lastTries).toEqual([]);
  });

  test('when Cassandra is back in time', async () => {
    const backMs = (await server().currentTimeMs()) + 5 * 60_000;
    const fakes = onePage()
      .when('writePage', failing('SourceForbidden'))
      .when('closeDelivery', away)
      .when('notifyRequester', async () => {
        if ((await server().currentTimeMs()) < backMs) await away();
      });
    expect((await endOf(fakes)).lastTries).toEqual([]);
    expect(fakes.ended).toContain('notifyRequester');
  });
});
