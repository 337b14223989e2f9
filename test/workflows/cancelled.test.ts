import { describe, expect, test } from 'vitest';
import { FakeReports, type Step } from '../support/workflow-fakes.ts';
import { failing, gate, hanging } from '../support/workflow-troubles.ts';
import { endOf, Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

const STEPS: readonly Step[] = ['prepareReport', 'listPages', 'writePage', 'assembleReport', 'deliverReport'];

describe('a report that is cancelled', () => {
  test.each(STEPS)('during %s: closed, written down, its objects removed, and nobody is mailed', async (step) => {
    const begun = gate();
    const fakes = new FakeReports({ pages: 3 }).when(step, async () => {
      begun.reach();
      await hanging();
    });
    const { status } = await new Scene(server(), fakes).report(async (handle) => {
      await begun.reached;
      await handle.cancel();
    });
    expect(status).toBe('CANCELLED');
    expect(fakes.begun.slice(-3)).toEqual(['closeDelivery', 'recordOutcome', 'discardObjects']);
    expect(fakes.inputs.recordOutcome).toMatchObject([{ outcome: 'cancelled', errorCode: null }]);
    expect(fakes).toMatchObject({ objects: [], mails: 0, mail: 'closed', notices: [] });
  });

  test('before its first step', async () => {
    const fakes = new FakeReports();
    const scene = new Scene(server(), fakes);
    const handle = await scene.start();
    await handle.cancel();
    const { status } = await scene.work(() => endOf(handle));
    expect(status).toBe('CANCELLED');
    expect(fakes.begun).toEqual(['closeDelivery', 'recordOutcome', 'discardObjects']);
  });

  test('too late for its mail: it is sent, and says so once', async () => {
    const sending = gate();
    const fakes = new FakeReports().when('deliverReport', sending.pass);
    const { status, result } = await new Scene(server(), fakes).report(async (handle) => {
      await sending.reached;
      await handle.cancel();
      setTimeout(sending.open, 300);
    });
    expect(status).toBe('COMPLETED');
    expect(result).toMatchObject({ outcome: 'sent' });
    expect(fakes).toMatchObject({ mails: 1, outcomes: ['sent'] });
    expect(fakes.count('discardObjects')).toBe(0);
  });

  test('while an attempt to send fails: cancelled, not failed', async () => {
    const sending = gate();
    const fakes = new FakeReports().when('deliverReport', async () => {
      sending.reach();
      await hanging().catch(() => undefined);
      await failing('MailServerUnreachable')();
    });
    const { status } = await new Scene(server(), fakes).report(async (handle) => {
      await sending.reached;
      await handle.cancel();
    });
    expect(status).toBe('CANCELLED');
    expect(fakes).toMatchObject({ notices: [], outcomes: ['cancelled'] });
  });

  test('after its mail may have left: unconfirmed, its objects stay', async () => {
    const sending = gate();
    const fakes = new FakeReports().when('deliverReport', async () => {
      fakes.mail = 'dot';
      sending.reach();
      await hanging();
    });
    const { status, failure } = await new Scene(server(), fakes).report(async (handle) => {
      await sending.reached;
      await handle.cancel();
    });
    expect(status).toBe('FAILED');
    expect(failure).toMatchObject({ type: 'DeliveryUnconfirmed' });
    expect(fakes).toMatchObject({ notices: ['unconfirmed'], outcomes: ['failed'] });
    expect(fakes.objects).toContain('file');
  });

  test.each(['sent', 'kept', 'failed', 'refused'] as const)('while it ends as %s: it ends so', async (outcome) => {
    const writing = gate();
    const fakes = new FakeReports().when('recordOutcome', writing.pass);
    if (outcome === 'failed') fakes.when('writePage', failing('SourceForbidden'));
    if (outcome === 'refused') fakes.when('prepareReport', failing('BatchNotFound'));
    const input = { deliver: outcome === 'kept' ? 'portal' : 'mail' } as const;
    const { status } = await new Scene(server(), fakes, input).report(async (handle) => {
      await writing.reached;
      await handle.cancel();
      writing.open();
    });
    expect(status).toBe(outcome === 'sent' || outcome === 'kept' ? 'COMPLETED' : 'FAILED');
    expect(fakes.outcomes).toEqual([outcome]);
    expect(fakes.notices).toEqual(outcome === 'failed' ? ['failed'] : []);
    expect(fakes.count('discardObjects')).toBe(0);
  });
});
