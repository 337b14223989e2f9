import { describe, expect, test } from 'vitest';
import { FakeReports } from '../../support/workflow-fakes.ts';
import { endOf, Scene } from '../../support/workflow-scene.ts';
import { timeSkippingServer } from '../../support/workflow-server.ts';

const server = timeSkippingServer();

describe('no worker', () => {
  test('until after the deadline: late, nothing is read, the mentor told', async () => {
    const fakes = new FakeReports();
    const scene = new Scene(server(), fakes);
    const handle = await scene.start();
    await server().sleep('45m');
    const { result, failure } = await scene.work(() => endOf(handle));
    expect(result).toMatchObject({ outcome: 'late', rows: null });
    expect(failure?.message).toContain('waiting for a worker took too long');
    expect(fakes.begun).toEqual(['closeDelivery', 'recordOutcome', 'notifyRequester']);
    // An ending gets its time also when there is none left.
    expect(fakes.inputs.notifyRequester).toMatchObject([{ notice: 'late', windowMs: 15_000 }]);
  });

  test('until minute 10: the request is what counts, not the first task', async () => {
    const fakes = new FakeReports();
    const scene = new Scene(server(), fakes);
    const handle = await scene.start();
    const askedMs = (await handle.describe()).startTime.getTime();
    await server().sleep('10m');
    const { result } = await scene.work(() => endOf(handle));
    expect(result).toMatchObject({ outcome: 'sent' });
    expect(fakes.inputs.prepareReport).toMatchObject([{ requestedAtMs: askedMs, deadlineAtMs: askedMs + 30 * 60_000 }]);
    const [{ windowMs } = { windowMs: NaN }] = fakes.inputs.deliverReport;
    expect(windowMs).toBeGreaterThan(17.5 * 60_000);
    expect(windowMs).toBeLessThanOrEqual(18 * 60_000);
  });

  test('until after the deadline, and cancelled meanwhile: cancelled, nobody is mailed', async () => {
    const fakes = new FakeReports();
    const scene = new Scene(server(), fakes);
    const handle = await scene.start();
    await handle.cancel();
    await server().sleep('45m');
    expect(await scene.work(() => endOf(handle))).toMatchObject({ status: 'CANCELLED' });
    expect(fakes).toMatchObject({ notices: [], outcomes: ['cancelled'] });
  });
});
