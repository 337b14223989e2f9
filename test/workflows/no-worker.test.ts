import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { FakeReports } from '../support/workflow-fakes.ts';
import { endOf, Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

// Not on the time-skipping server: its clock stands still while a workflow task waits for a worker.
const server = realServer();

const SHORT = { deadlineMs: 2_000 };

describe('no worker', () => {
  test('until after the deadline: late, nothing is read, the mentor told', async () => {
    const fakes = new FakeReports();
    const scene = new Scene(server(), fakes, SHORT);
    const handle = await scene.start();
    await sleep(2_500);
    const { result, failure } = await scene.work(() => endOf(handle));
    expect(result).toMatchObject({ outcome: 'late', rows: null });
    expect(failure?.message).toContain('waiting for a worker took too long');
    expect(fakes.begun).toEqual(['closeDelivery', 'recordOutcome', 'notifyRequester']);
    // An ending gets its time also when there is none left.
    expect(fakes.inputs.notifyRequester).toMatchObject([{ notice: 'late', windowMs: 15_000 }]);
  });

  test('until after the deadline, and cancelled meanwhile: cancelled, nobody is mailed', async () => {
    const fakes = new FakeReports();
    const scene = new Scene(server(), fakes, SHORT);
    const handle = await scene.start();
    await handle.cancel();
    await sleep(2_500);
    expect(await scene.work(() => endOf(handle))).toMatchObject({ status: 'CANCELLED' });
    expect(fakes).toMatchObject({ notices: [], outcomes: ['cancelled'] });
  });

  test('for a while: the time counts from the request, not from the first task', async () => {
    const fakes = new FakeReports();
    const scene = new Scene(server(), fakes, { deadlineMs: 60_000 });
    const handle = await scene.start();
    const askedMs = (await handle.describe()).startTime.getTime();
    await sleep(2_000);
    const { result } = await scene.work(() => endOf(handle));
    expect(result).toMatchObject({ outcome: 'sent' });
    expect(fakes.inputs.prepareReport).toMatchObject([{ requestedAtMs: askedMs, deadlineAtMs: askedMs + 60_000 }]);
    const [sending] = fakes.inputs.deliverReport;
    expect(sending?.windowMs).toBeLessThanOrEqual(56_000 - 2_000);
  });
});
