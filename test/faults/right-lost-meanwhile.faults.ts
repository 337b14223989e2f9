import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openDownload } from '../../archive/download.ts';
import { encryptContact } from '../../dev/data/contact-encrypt.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { serverValues } from '../support/cassandra.ts';
import { expectAlwaysTrue } from './always-true.ts';
import type { Scenario, Setting } from './scenario.ts';
import { stage } from './real-stage.ts';
import { withoutAskingAgain } from './without.ts';

const execute = (query: string, params: readonly unknown[]) =>
  stage().cassandra.execute(query, [...params], { prepare: true });

/** A mentor of the batch whom no other test knows. */
async function newMentor(): Promise<string> {
  const id = randomUUID();
  const email = encryptContact('asha.kumari@example.org', serverValues().SUNBIRD_ENCRYPTION_KEY ?? '');
  await execute(
    'INSERT INTO sunbird.user (id, userid, email, rootorgid, status, isdeleted) VALUES (?, ?, ?, ?, 1, false)',
    [id, id, email, DEMO.courseOrgId],
  );
  await execute("INSERT INTO sunbird.user_roles (userid, role, scope) VALUES (?, 'COURSE_MENTOR', '[]')", [id]);
  await setMentor('mentors = mentors + ?', id);
  return id;
}

function setMentor(change: string, id: string) {
  const { courseId, batchId } = stage().batch;
  const query = `UPDATE sunbird_courses.course_batch SET ${change} WHERE courseid = ? AND batchid = ?`;
  return execute(query, [[id], courseId, batchId]);
}

const removed = (id: string) => setMentor('mentors = mentors - ?', id);
const deactivated = (id: string) => execute('UPDATE sunbird.user SET status = 0 WHERE id = ?', [id]);
const withoutRole = (id: string) => execute('DELETE FROM sunbird.user_roles WHERE userid = ?', [id]);
const withoutAddress = (id: string) => execute('DELETE email FROM sunbird.user WHERE id = ?', [id]);

/** One report during which, once the file is built, something happens to the one who asked. */
async function report(change: (id: string) => Promise<unknown>, more: Setting = {}): Promise<Scenario> {
  const requesterId = await newMentor();
  return stage().scenario({
    ...more,
    input: { requesterId },
    steps: (real) => ({
      ...real,
      assembleReport: async (input) => {
        const result = await real.assembleReport(input);
        await change(requesterId);
        return result;
      },
    }),
  });
}

function download({ stage: { deps }, input }: Scenario) {
  return openDownload(deps.ledger, deps.store, input.reportId);
}

describe.concurrent('a mentor who, while the report is built,', () => {
  test.each([
    ['is no longer a mentor of the batch', removed],
    ['is no longer active', deactivated],
    ['has no longer the role', withoutRole],
  ] as const)('%s: refused, nothing is sent, and nothing can be fetched', async (_, change) => {
    await using scenario = await report(change);
    const { result, failure } = await scenario.end();
    expect(failure).toMatchObject({ type: 'NotAuthorised', category: 'BENIGN' });
    expect(result).toMatchObject({ outcome: 'refused' });
    expect(scenario.smtp.dialogues).toEqual([]);
    await expect(download(scenario)).rejects.toMatchObject({ code: 'ReportWithoutFile' });
    await expectAlwaysTrue(scenario);
  });

  test('has no longer an address: kept, nothing is sent, and the file can be fetched', async () => {
    await using scenario = await report(withoutAddress);
    expect((await scenario.end()).result).toMatchObject({ outcome: 'kept', errorCode: 'AddressUnusable' });
    expect(scenario.smtp.dialogues).toEqual([]);
    expect((await download(scenario)).sha256).toBe(stage().undisturbedSha256);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: who does not ask again mails it to one who has lost the right', async () => {
    await using scenario = await report(removed, { deps: withoutAskingAgain() });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    expect(scenario.reports).toHaveLength(1);
  });
});
