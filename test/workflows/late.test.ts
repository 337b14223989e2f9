import { describe, expect, test } from 'vitest';
import { FakeReports } from '../support/workflow-fakes.ts';
import { failing, gate, hanging } from '../support/workflow-troubles.ts';
import { endOf, Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

/** Reading ends after 3 s, sending after 4.7 s: a busy machine must get to the step in question. */
const SHORT = { deadlineMs: 5_000 };

describe('a report whose time is up (the minutes of each step: workflows/time/)', () => {
  test('is late: sending closed, the step named, the mentor told', async () => {
    const fakes = new FakeReports().when('writePage', hanging);
    const { status, failure, result } = await new Scene(server(), fakes, SHORT).report();
    expect(status).toBe('FAILED');
    expect(failure).toMatchObject({ type: 'DeadlineMissed', nonRetryable: true });
    expect(failure?.message).toContain('writePage took too long');
    expect(failure?.category).not.toBe('BENIGN');
    expect(result).toMatchObject({ outcome: 'late', errorCode: 'DeadlineMissed' });
    expect(fakes.begun.at(-3)).toBe('closeDelivery');
    expect(fakes.begun.slice(-2).toSorted()).toEqual(['notifyRequester', 'recordOutcome']);
    expect(fakes).toMatchObject({ mails: 0, mail: 'closed', notices: ['late'], outcomes: ['late'] });
  });

  test('does not wait for a reading step that does not hear the cancel', async () => {
    const deaf = () => new Promise<void>((resolve) => setTimeout(resolve, 12_000));
    const fakes = new FakeReports({ pages: 1 }).when('writePage', deaf);
    let tookMs = Infinity;
    await new Scene(server(), fakes, SHORT).report(async (handle) => {
      const begunMs = performance.now();
      await handle.result().catch(() => undefined);
      tookMs = performance.now() - begunMs;
    });
    expect(tookMs).toBeLessThan(9_000);
    expect(fakes.notices).toEqual(['late']);
  });

  test('tells the reading steps that are under way to stop', async () => {
    const stopped = gate();
    let isStopped = false;
    const fakes = new FakeReports({ pages: 1 })
      .when('writePage', () =>
        hanging().finally(() => {
          isStopped = true;
          stopped.open();
        }),
      )
      .when('notifyRequester', stopped.pass);
    let wasStoppedByTheRun = false;
    await new Scene(server(), fakes, SHORT).report(async (handle) => {
      await endOf(handle);
      wasStoppedByTheRun = isStopped;
    });
    expect(wasStoppedByTheRun).toBe(true);
  });

  test('is sent all the same when the mail turns out to be out', async () => {
    const fakes = new FakeReports().when('deliverReport', async () => {
      fakes.handOver();
      await hanging();
    });
    const { status, result } = await new Scene(server(), fakes, SHORT).report();
    expect(status).toBe('COMPLETED');
    expect(result).toMatchObject({ outcome: 'sent', errorCode: null, form: 'csv' });
    expect(fakes).toMatchObject({ mails: 1, notices: [], outcomes: ['sent'] });
  });

  test('waits for the word of a sending step that is told to stop', async () => {
    const fakes = new FakeReports().when('deliverReport', async () => {
      await hanging().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    const { result } = await new Scene(server(), fakes, SHORT).report();
    expect(result).toMatchObject({ outcome: 'sent' });
    expect(fakes).toMatchObject({ mails: 1, notices: [], outcomes: ['sent'] });
    expect(fakes.count('closeDelivery')).toBe(0);
  });

  test('is unconfirmed, not late, when the last bytes have left and no answer came', async () => {
    const fakes = new FakeReports().when('deliverReport', async () => {
      fakes.mail = 'dot';
      await hanging();
    });
    const { failure, result } = await new Scene(server(), fakes, SHORT).report();
    expect(failure).toMatchObject({ type: 'DeliveryUnconfirmed' });
    expect(result).toMatchObject({ outcome: 'failed', form: 'csv' });
    expect(fakes).toMatchObject({ mail: 'unknown', notices: ['unconfirmed'], outcomes: ['failed'] });
  });

  test('is late, not failed, when the last attempt to send is refused just as it is told to stop', async () => {
    const fakes = new FakeReports().when('deliverReport', async () => {
      await hanging().catch(() => undefined);
      await failing('MailServerUnreachable')();
    });
    const { failure, result } = await new Scene(server(), fakes, SHORT).report();
    expect(failure).toMatchObject({ type: 'DeadlineMissed' });
    expect(failure?.message).toContain('deliverReport took too long');
    expect(result).toMatchObject({ outcome: 'late' });
    expect(fakes.notices).toEqual(['late']);
  });
});
