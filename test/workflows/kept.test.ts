import { describe, expect, test } from 'vitest';
import { FakeReports } from '../support/workflow-fakes.ts';
import { failing } from '../support/workflow-troubles.ts';
import { Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

describe('a file without a mailbox is kept in the portal', () => {
  test('her address was lost on the way', async () => {
    const fakes = new FakeReports().when('deliverReport', failing('AddressUnusable', { requesterId: 'mentor-1' }));
    const { status, result } = await new Scene(server(), fakes).report();
    expect(status).toBe('COMPLETED');
    expect(result).toMatchObject({ outcome: 'kept', errorCode: 'AddressUnusable', rows: 200, form: 'none' });
    expect(fakes).toMatchObject({ mails: 0, notices: [], outcomes: ['kept'] });
    // So that an attempt which was taken for dead cannot send after all.
    expect(fakes.mail).toBe('closed');
  });

  test('the mail server refused her address', async () => {
    const fakes = new FakeReports().when('deliverReport', async () => {
      fakes.mail = 'refused';
      await failing('MailAddressRefused', { replyCode: 550, enhancedStatus: '5.1.1' })();
    });
    const { status, result } = await new Scene(server(), fakes).report();
    expect(status).toBe('COMPLETED');
    expect(result).toMatchObject({ outcome: 'kept', errorCode: 'MailAddressRefused', rows: 200 });
    expect(fakes).toMatchObject({ mail: 'refused', notices: [], outcomes: ['kept'] });
    expect(fakes.inputs.recordOutcome).toMatchObject([{ errorHoles: { replyCode: 550, enhancedStatus: '5.1.1' } }]);
  });

  test('unless an earlier attempt has handed the mail over: then it is sent', async () => {
    const fakes = new FakeReports().when('deliverReport', async () => {
      fakes.handOver();
      await failing('AddressUnusable', { requesterId: 'mentor-1' })();
    });
    const { status, result } = await new Scene(server(), fakes).report();
    expect(status).toBe('COMPLETED');
    expect(result).toMatchObject({ outcome: 'sent', errorCode: null, form: 'csv' });
    expect(fakes.outcomes).toEqual(['sent']);
  });
});
