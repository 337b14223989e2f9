import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportIdentity } from '../../activities/api.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { smallReport } from './small-report.ts';
import { build, HALF_AN_HOUR_MS, prepare } from './whole-report.ts';
import { attempt, newReport, workbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => void (bench = await workbench()));
afterAll(() => bench.close());

const entryOf = ({ reportId }: ReportIdentity) => bench.deps.ledger.entry(reportId);

describe('a mentor who may have the report', () => {
  test('gets the facts that all rows share, and nothing personal', async () => {
    const report = newReport(bench, { runStartedMs: Date.parse('2026-07-01T20:00:00Z') });
    const prepared = await prepare(bench.deps, report);
    expect(prepared).toEqual({
      tenantId: DEMO.courseOrgId,
      fileName: `course-progress_${bench.batch.batchId}_2026-07-02.csv`,
      facts: {
        courseOrg: { id: DEMO.courseOrgId, channel: DEMO.courseOrgChannel, stateId: expect.any(String) },
        custodianOrgId: DEMO.custodianOrgId,
        leafCount: DEMO.leafCount,
      },
      delivered: null,
      turn: {
        place: { tenantId: DEMO.courseOrgId, reportId: report.reportId, requestedAtMs: report.runStartedMs },
        hasCome: true,
      },
    });
    expect(JSON.stringify(prepared)).not.toMatch(/@|మీనాక్షి/);
  });

  test('has a row in the ledger and in its lists', async () => {
    const report = newReport(bench);
    await prepare(bench.deps, report);
    expect(await entryOf(report)).toMatchObject({
      reportId: report.reportId,
      requesterId: DEMO.mentorId,
      tenantId: DEMO.courseOrgId,
      runId: 'run-1',
      stage: 'reading',
      outcome: null,
      requestedAtMs: report.runStartedMs,
      deadlineAtMs: report.runStartedMs + HALF_AN_HOUR_MS,
    });
    const listed: string[] = [];
    for await (const one of bench.deps.ledger.list({ tenantId: DEMO.courseOrgId })) listed.push(one.reportId);
    expect(listed).toContain(report.reportId);
  });

  test('may be the creator, or a mentor whose roles stand in the older column', async () => {
    for (const requesterId of [DEMO.creatorId, DEMO.olderRolesMentorId]) {
      await expect(prepare(bench.deps, newReport(bench, { requesterId }))).resolves.toMatchObject({ delivered: null });
    }
  });

  test('without an address may have it in the portal', async () => {
    const report = newReport(bench, { requesterId: DEMO.mentorWithoutAddressId, deliver: 'portal' });
    await expect(prepare(bench.deps, report)).resolves.toMatchObject({ tenantId: DEMO.courseOrgId });
  });

  test('asked twice, by a second attempt, has one row', async () => {
    const report = newReport(bench);
    const [first, second] = [await prepare(bench.deps, report), await prepare(bench.deps, report)];
    expect(second).toEqual(first);
  });
});

describe('who may not is refused, once and for all, and it is written down', () => {
  const REFUSED = [
    ['an unknown batch', { batchId: 'no-such-batch' }, 'BatchNotFound'],
    ['a batch of another course', { courseId: DEMO.otherCourseId }, 'BatchNotFound'],
    ['a stranger', { requesterId: DEMO.strangerId }, 'NotMentorOfBatch'],
    ['a mentor without the role', { requesterId: DEMO.mentorWithoutRoleId }, 'RoleMissing'],
    ['a mentor without an address', { requesterId: DEMO.mentorWithoutAddressId }, 'AddressUnusable'],
    ['somebody unknown', { requesterId: 'nobody' }, 'RequesterUnknown'],
  ] as const;
  test.for(REFUSED)('%s', async ([, change, type]) => {
    const report = newReport(bench, change);
    await expect(prepare(bench.deps, report)).rejects.toMatchObject({
      type,
      nonRetryable: true,
      message: expect.not.stringMatching(/@|example\.org/),
    });
    expect(await entryOf(report)).toMatchObject({ reportId: report.reportId, stage: 'reading', outcome: null });
  });

  test.for([{ batchId: '' }, { courseId: 'a/b' }, { requesterId: 'x'.repeat(70_000) }])(
    'ids that are none: %j',
    async (change) => {
      const report = { ...newReport(bench), ...change };
      await expect(prepare(bench.deps, report)).rejects.toMatchObject({ type: 'IdInvalid', nonRetryable: true });
    },
  );
});

describe('a report that was mailed by a former run', () => {
  test('is said to be delivered, and its row stays as it was written', async () => {
    const { report, toDeliver } = await smallReport(bench);
    await attempt(bench.deps, 'deliverReport', toDeliver);
    await bench.deps.ledger.update(report.reportId, { outcome: 'sent', form: 'csv' });
    const before = await entryOf(report);
    const again = { ...report, runStartedMs: report.runStartedMs + 60_000 };
    expect((await prepare(bench.deps, again)).delivered).toBe('accepted');
    expect(await entryOf(report)).toEqual(before);
  });

  test('or late: the operator’s retry begins anew', async () => {
    const report = newReport(bench);
    await build(bench.deps, report);
    await attempt(bench.deps, 'closeDelivery', { ...report, nowMs: Date.now() });
    await bench.deps.ledger.update(report.reportId, { outcome: 'late', errorCode: 'DeadlineMissed' });
    expect((await prepare(bench.deps, report)).delivered).toBeNull();
    expect(await entryOf(report)).toMatchObject({ outcome: null, errorCode: null, file: null, manifest: null });
  });
});
