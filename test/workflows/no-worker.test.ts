import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ATTRIBUTES } from '../../workflows/contract.ts';
import { FakeReports } from '../support/workflow-fakes.ts';
import { gate } from '../support/workflow-troubles.ts';
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
    expect(fakes.begun[0]).toBe('closeDelivery');
    expect(fakes.begun.slice(1).toSorted()).toEqual(['notifyRequester', 'recordOutcome']);
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

  test('for a while: the time counts from the request, and the run is at risk until it moves', async () => {
    const preparing = gate();
    const sending = gate();
    const fakes = new FakeReports().when('prepareReport', preparing.pass).when('deliverReport', sending.pass);
    // A standstill is a tenth of it.
    const scene = new Scene(server(), fakes, { deadlineMs: 60_000 });
    const handle = await scene.start();
    const askedMs = (await handle.describe()).startTime.getTime();
    const isAtRisk = async () => (await handle.describe()).typedSearchAttributes.get(ATTRIBUTES.atRisk);
    await sleep(6_500);
    const { result } = await scene.work(async () => {
      await preparing.reached;
      expect(await isAtRisk()).toBe(true);
      preparing.open();
      await sending.reached;
      expect(await isAtRisk()).toBe(false);
      sending.open();
      return endOf(handle);
    });
    expect(result).toMatchObject({ outcome: 'sent' });
    expect(fakes.inputs.prepareReport).toMatchObject([{ requestedAtMs: askedMs, deadlineAtMs: askedMs + 60_000 }]);
    expect(fakes.inputs.deliverReport[0]?.windowMs).toBeLessThanOrEqual(56_000 - 6_500);
  });
});
