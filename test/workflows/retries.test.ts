import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import { FakeReports, type Step } from '../support/workflow-fakes.ts';
import { failing } from '../support/workflow-troubles.ts';
import { Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

const ONCE = 1;

describe('what is tried again', () => {
  test.each([
    ['prepareReport', 'SourceUnreachable'],
    ['listPages', 'SourceSlow'],
    ['writePage', 'StoreUnavailable'],
    ['assembleReport', 'StoreUnavailable'],
    ['deliverReport', 'MailServerBusy'],
    ['recordOutcome', 'StoreUnavailable'],
  ] as const)('%s after %s', async (step, code) => {
    const fakes = new FakeReports({ pages: 1 }).when(step as Step, failing(code, {}, ONCE));
    const { result } = await new Scene(server(), fakes).report();
    expect(result).toMatchObject({ outcome: 'sent', errorCode: null });
    expect(fakes.count(step)).toBe(2);
    expect(fakes.mails).toBe(1);
  });

  test.each([
    ['closeDelivery', 'StoreUnavailable'],
    ['notifyRequester', 'MailServerUnreachable'],
  ] as const)('%s of an ending after %s', async (step, code) => {
    const fakes = new FakeReports().when('assembleReport', failing('RowsMismatch'));
    fakes.when(step as Step, failing(code, {}, ONCE));
    const { result } = await new Scene(server(), fakes).report();
    expect(result).toMatchObject({ outcome: 'failed' });
    expect(fakes.count(step)).toBe(2);
  });

  test('a page alone, not the pages beside it', async () => {
    const fakes = new FakeReports({ pages: 6 }).when('writePage', ({ no }) =>
      no === 3 ? failing('SourceSlow', {}, ONCE)() : Promise.resolve(),
    );
    const { result } = await new Scene(server(), fakes).report();
    expect(result).toMatchObject({ outcome: 'sent', rows: 600 });
    expect(fakes.inputs.writePage.map(({ no }) => no).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 3, 4, 5]);
  });

  test('what nobody has foreseen, as it may pass', async () => {
    const fakes = new FakeReports().when('writePage', failing('Unexpected', { what: 'TypeError' }, ONCE));
    expect((await new Scene(server(), fakes).report()).result).toMatchObject({ outcome: 'sent' });
  });

  test('after the time that the failure itself names', async () => {
    const times: number[] = [];
    const fakes = new FakeReports().when('deliverReport', async () => {
      times.push(performance.now());
      if (times.length > 1) return;
      throw ApplicationFailure.create({ type: 'MailServerBusy', message: 'busy', nextRetryDelay: '3s' });
    });
    await new Scene(server(), fakes).report();
    const [first = 0, second = 0] = times;
    expect(second - first).toBeGreaterThan(2_900);
  });

  test('nothing after a final no', async () => {
    const fakes = new FakeReports().when('deliverReport', failing('MailLoginRefused', { replyCode: 535 }));
    const { failure } = await new Scene(server(), fakes).report();
    expect(failure).toMatchObject({ type: 'MailLoginRefused' });
    expect(fakes.count('deliverReport')).toBe(1);
  });
});
