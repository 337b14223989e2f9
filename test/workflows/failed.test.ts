import { describe, expect, test } from 'vitest';
import { FakeReports, type Step } from '../support/workflow-fakes.ts';
import { failing, gate, hanging } from '../support/workflow-troubles.ts';
import { Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

describe('a report that fails', () => {
  test.each([
    ['prepareReport', 'SourceLoginRefused'],
    ['listPages', 'SourceForbidden'],
    ['writePage', 'SourceSchema'],
    ['assembleReport', 'RowsMismatch'],
    ['deliverReport', 'MailRefused'],
  ] as const)('in %s: sending is closed, then the word written down and the mentor told', async (step, code) => {
    const fakes = new FakeReports({ pages: 1 }).when(step as Step, failing(code));
    const { status, failure, result } = await new Scene(server(), fakes).report();
    expect(status).toBe('FAILED');
    expect(failure).toMatchObject({ type: code, nonRetryable: true });
    expect(failure?.category).not.toBe('BENIGN');
    expect(result).toMatchObject({ outcome: 'failed', errorCode: code });
    expect(fakes.begun.slice(-4, -2)).toEqual([step, 'closeDelivery']);
    expect(fakes.begun.slice(-2).toSorted()).toEqual(['notifyRequester', 'recordOutcome']);
    expect(fakes).toMatchObject({ mails: 0, mail: 'closed', notices: ['failed'], outcomes: ['failed'] });
  });

  test('the other pages under way are given up with the one that failed', async () => {
    const first = gate();
    const fakes = new FakeReports({ pages: 40 })
      .when('writePage', async ({ no }) => {
        if (no === 0) await hanging().finally(first.open);
        if (no === 2) await failing('SourceForbidden', { what: 'user' })();
      })
      // Passes only if the first page was told to stop.
      .when('notifyRequester', first.pass);
    const { result } = await new Scene(server(), fakes).report();
    expect(result).toMatchObject({ outcome: 'failed', errorCode: 'SourceForbidden' });
    expect(fakes.ended).toContain('notifyRequester');
    expect(fakes.count('assembleReport')).toBe(0);
  });

  test('a code that the catalogue does not know is told as unexpected', async () => {
    const fakes = new FakeReports().when('listPages', async () => {
      const { ApplicationFailure } = await import('@temporalio/common');
      throw ApplicationFailure.nonRetryable('made by hand in the Temporal UI', 'SomethingElse');
    });
    const { failure } = await new Scene(server(), fakes).report();
    expect(failure).toMatchObject({ type: 'Unexpected' });
    expect(failure?.message).not.toContain('by hand');
  });

  test('a mail that nobody confirms: the mentor is told that it may have arrived, and it is written down once', async () => {
    const fakes = new FakeReports().when('deliverReport', async () => {
      fakes.mail = 'unknown';
      await failing('DeliveryUnconfirmed')();
    });
    const { status, failure, result } = await new Scene(server(), fakes).report();
    expect(status).toBe('FAILED');
    expect(failure).toMatchObject({ type: 'DeliveryUnconfirmed' });
    expect(result).toMatchObject({ outcome: 'failed', errorCode: 'DeliveryUnconfirmed', form: 'csv', rows: 200 });
    expect(fakes).toMatchObject({ notices: ['unconfirmed'], outcomes: ['failed'] });
  });
});
