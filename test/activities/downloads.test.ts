import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RecordOutcomeInput, ReportIdentity } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { countFetch } from '../../archive/count-fetch.ts';
import { dayInIndia } from '../../report/india-day.ts';
import { mortalPorts } from './mortal-ports.ts';
import { smallReport } from './small-report.ts';
import { attempt, downloadsOf, workbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => void (bench = await workbench()));
afterEach(() => bench.smtp.allClosed().finally(() => bench.smtp.forget()));
afterAll(() => bench.close());

type Ending = Pick<RecordOutcomeInput, 'outcome' | 'sending'>;

function end(report: ReportIdentity, { outcome, sending }: Ending): Promise<void> {
  const { runStartedMs } = report;
  return attempt(bench.deps, 'recordOutcome', {
    ...{ ...report, outcome, sending, errorCode: null, errorHoles: {} },
    ...{ requestedAtMs: runStartedMs, deadlineAtMs: runStartedMs, finishedAtMs: runStartedMs },
  });
}

const SENT: Ending = { outcome: 'sent', sending: null };
const fetched = ({ reportId }: ReportIdentity) =>
  countFetch(bench.deps.ledger, bench.deps.downloads, reportId, Date.now());

describe('a report that was mailed with its file', () => {
  test('counts once, on the day in India on which the server took it, whoever tells of it again', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const before = Date.now();
    for (const no of [1, 2]) await attempt(bench.deps, 'deliverReport', toDeliver, { attempt: no });
    await end(report, SENT);
    await fetched(report);
    const query = `SELECT no, form, at FROM ${bench.own.keyspace}.download WHERE report_id = ?`;
    const [row, ...others] = (await bench.own.client.execute(query, [report.reportId])).rows;
    expect([row?.['no'], row?.['form'], others]).toEqual([1, 'csv', []]);
    // Cassandra's clock and ours: the same machine.
    expect(row?.['at'].getTime()).toBeGreaterThanOrEqual(before - 1_000);
    expect(row?.['at'].getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
    const { courseId, batchId } = report;
    const counts = await bench.deps.downloads.on(dayInIndia(row?.['at']) ?? '', { level: 'course', courseId });
    expect(counts).toEqual([{ courseId, batchId, count: 1 }]);
    expect(await downloadsOf(bench, report)).toBe(1);
  });

  test('counts at its ending when the step that sent it could not count: no count is worth a second mail', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const calls = mortalPorts(bench.deps, Infinity, 'before');
    await attempt(calls.deps, 'deliverReport', (await smallReport(bench)).toDeliver);
    const no = calls.calls.indexOf('downloads.mailed') + 1;
    const { deps } = mortalPorts(bench.deps, no, 'before');
    expect((await attempt(deps, 'deliverReport', toDeliver)).form).toBe('csv');
    expect(await downloadsOf(bench, report)).toBe(0);
    await end(report, SENT);
    expect(await downloadsOf(bench, report)).toBe(1);
  });
});

describe('a report that no mail carries', () => {
  const tooLarge = (): Dependencies => ({
    ...bench.deps,
    settings: { ...bench.deps.settings, attachmentMaxBytes: 1 },
  });

  test('counts when it was fetched for the first time, though a mail said where', async () => {
    const { report, toDeliver } = await smallReport(bench);
    const { form, possibleDuplicate } = await attempt(tooLarge(), 'deliverReport', toDeliver);
    await end(report, { outcome: 'sent', sending: { form, possibleDuplicate } });
    expect([form, await downloadsOf(bench, report)]).toEqual(['none', 0]);
    for (const _ of ['first', 'again', 'at once', 'at once']) await fetched(report);
    expect(await downloadsOf(bench, report)).toBe(1);
  });

  test('and was kept for the portal counts the same', async () => {
    const { report } = await smallReport(bench, { deliver: 'portal' });
    await end(report, { outcome: 'kept', sending: { form: 'none', possibleDuplicate: false } });
    await Promise.all([fetched(report), fetched(report), fetched(report)]);
    expect(await downloadsOf(bench, report)).toBe(1);
  });

  test('and is late counts nothing, fetched or not', async () => {
    const { report } = await smallReport(bench);
    await end(report, { outcome: 'late', sending: null });
    await fetched(report);
    expect(await downloadsOf(bench, report)).toBe(0);
  });
});

test('a notice that there is no report is no download', async () => {
  const { report } = await smallReport(bench);
  const notice = { ...report, notice: 'late' as const, nowMs: report.runStartedMs, windowMs: 15_000 };
  await attempt(bench.deps, 'notifyRequester', notice);
  expect(bench.smtp.mails()).toHaveLength(1);
  expect(await downloadsOf(bench, report)).toBe(0);
});
