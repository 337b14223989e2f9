import { describe, expect, test } from 'vitest';
import { errorText, REPORT_ERRORS, type ReportErrorCode } from '../../report/errors.ts';
import { FakeReports } from '../support/workflow-fakes.ts';
import { failing } from '../support/workflow-troubles.ts';
import { Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

const AT_THE_DOOR = [
  'BatchNotFound',
  'RequesterUnknown',
  'NotMentorOfBatch',
  'RoleMissing',
  'AddressUnusable',
  'TooManyReports',
] as const satisfies readonly ReportErrorCode[];

describe('a request that is refused', () => {
  test.each(AT_THE_DOOR)('%s: nothing is read, the failure says why, who acts and how', async (code) => {
    const holes = { courseId: 'do_1', batchId: 'batch-1', requesterId: 'mentor-1' };
    const fakes = new FakeReports().when('prepareReport', failing(code, holes));
    const { status, failure, result } = await new Scene(server(), fakes).report();
    expect(status).toBe('FAILED');
    expect(failure).toMatchObject({ type: code, nonRetryable: true, category: 'BENIGN' });
    expect(failure?.message).toBe(`${errorText(code, holes)} For the mentor: ${REPORT_ERRORS[code].todo}`);
    expect(result).toMatchObject({ outcome: 'refused', errorCode: code, rows: null });
    expect(fakes.begun).toEqual(['prepareReport', 'recordOutcome']);
    expect(fakes.inputs.recordOutcome).toMatchObject([{ outcome: 'refused', errorCode: code, errorHoles: holes }]);
  });

  test('who loses the right while it is built gets no mail and no notice, and sending is closed', async () => {
    const holes = { batchId: 'batch-1', requesterId: 'mentor-1', reason: 'NotMentorOfBatch' };
    const fakes = new FakeReports().when('deliverReport', failing('NotAuthorised', holes));
    const { status, failure, result } = await new Scene(server(), fakes).report();
    expect(status).toBe('FAILED');
    expect(failure).toMatchObject({ type: 'NotAuthorised', category: 'BENIGN' });
    expect(result).toMatchObject({ outcome: 'refused', rows: 200 });
    expect(fakes).toMatchObject({ mail: 'closed', mails: 0, notices: [], outcomes: ['refused'] });
  });
});
