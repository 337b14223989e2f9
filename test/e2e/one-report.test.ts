import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '../../dev/data/demo.ts';
import { COLUMNS } from '../../report/columns.ts';
import type { ReportStatus } from '../../report/status.ts';
import { activeUserIds, requestOf, SMALL, write } from '../support/e2e-batch.ts';
import { readByCsvParse, readByGo } from '../support/e2e-csv.ts';
import { mailsOf } from '../support/e2e-inbox.ts';
import { jsonLines, reportIn } from '../support/e2e-program.ts';
import { openScene, type Scene } from '../support/e2e-scene.ts';
import type { DownloadRatio } from '../../report/ratio.ts';

const FIELDS = [
  ...['reportId', 'workflowId', 'runId', 'status', 'joined', 'deliver', 'rows', 'bytes', 'sha256', 'form', 'fileName'],
  ...['possibleDuplicate', 'atRisk', 'requestedAt', 'deadlineAt', 'etaAt', 'finishedAt', 'manifest', 'error'],
];

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** As the namespace's retention does it. */
async function forget({ workflowService, options }: Client, { workflowId, runId }: ReportStatus): Promise<void> {
  const execution = { workflowId, runId: runId ?? '' };
  await workflowService.deleteWorkflowExecution({ namespace: options.namespace, workflowExecution: execution });
  const describe = () => workflowService.describeWorkflowExecution({ namespace: options.namespace, execution });
  await expect
    .poll(
      () =>
        describe().then(
          () => 'there',
          () => 'forgotten',
        ),
      { timeout: 60_000 },
    )
    .toBe('forgotten');
}

/** How often the batch's reports count as downloaded so far. */
async function downloads(scene: Scene): Promise<number> {
  const [ratio] = jsonLines(await scene.courseReport('ratio', '--batch', SMALL.batchId, '--json'));
  return (ratio as DownloadRatio).deliveries;
}

beforeAll(() => write(SMALL));

describe('a report from the command line', () => {
  test('ends as one mail to the mentor alone, whose CSV holds every active learner once', async () => {
    await using scene = await openScene();
    await scene.startWorker();
    const before = await downloads(scene);
    const answer = await scene.courseReport(...requestOf(SMALL), '--wait', '--json');
    const report = reportIn(answer);
    expect(answer.exit).toBe(0);
    expect(Object.keys(report)).toEqual(FIELDS);
    expect(report).toMatchObject({ status: 'sent', joined: false, form: 'csv', possibleDuplicate: false, error: null });
    expect(report.fileName).toMatch(new RegExp(`^course-progress_${SMALL.batchId}_\\d{4}-\\d\\d-\\d\\d\\.csv$`));

    const [mail, ...more] = await mailsOf(report.reportId);
    expect(more).toEqual([]);
    expect(mail?.envelopeTo).toEqual([DEMO.mentorAddress]);
    expect(mail?.to).toMatchObject({ value: [{ address: DEMO.mentorAddress }] });
    const [attachment, ...others] = mail?.attachments ?? [];
    expect(others).toEqual([]);
    expect(attachment?.filename).toBe(report.fileName);
    const csv = attachment?.content ?? Buffer.alloc(0);
    expect(sha256(csv)).toBe(report.sha256);
    expect(csv.length).toBe(report.bytes);

    const active = await activeUserIds(SMALL);
    const [header, ...records] = readByCsvParse(csv);
    expect(header).toEqual([...COLUMNS]);
    expect(new Set(records.map((record) => record.length))).toEqual(new Set([COLUMNS.length]));
    expect(records.map(([, userId]) => userId)).toEqual(active);
    expect(active.length).toBe(SMALL.activeLearners);
    expect(report.rows).toBe(active.length);
    expect(report.manifest).toMatchObject({ rows: active.length, bytes: report.bytes, sha256: report.sha256 });

    const file = join(scene.folder, 'downloaded.csv');
    expect((await scene.courseReport('download', report.reportId, '--out', file)).exit).toBe(0);
    expect(readFileSync(file).equals(csv)).toBe(true);
    expect(await downloads(scene)).toBe(before + 1);
    const byGo = JSON.stringify(await readByGo(file));
    expect(byGo === JSON.stringify([header, ...records]).replaceAll(String.raw`\r\n`, String.raw`\n`)).toBe(true);

    const status = await scene.courseReport('status', report.reportId, '--json');
    expect(reportIn(status)).toEqual(report);
    const list = await scene.courseReport('list', '--course', SMALL.courseId, '--batch', SMALL.batchId, '--json');
    expect(jsonLines(list)).toContainEqual(report);
  });

  test('for the portal is kept to be fetched; a re-send mails it, also when Temporal has forgotten its run', async () => {
    await using scene = await openScene();
    await scene.startWorker();
    const answer = await scene.courseReport(...requestOf(SMALL), '--deliver', 'portal', '--wait', '--json');
    const report = reportIn(answer);
    expect(answer.exit).toBe(0);
    expect(report).toMatchObject({ status: 'kept', deliver: 'portal', form: 'none', rows: SMALL.activeLearners });
    expect(await mailsOf(report.reportId)).toEqual([]);
    const before = await downloads(scene);
    const file = join(scene.folder, 'fetched.csv');
    for (const _ of ['first', 'again'])
      expect((await scene.courseReport('download', report.reportId, '--out', file)).exit).toBe(0);
    expect(sha256(readFileSync(file))).toBe(report.sha256);
    expect(await downloads(scene)).toBe(before + 1);

    await forget(scene.temporal, report);
    const resent = await scene.courseReport('resend', report.reportId, '--json');
    expect(resent.exit).toBe(0);
    const { reportId, sha256: sum, rows } = report;
    const workflowId = `course-report-resend/${reportId}`;
    expect(reportIn(resent)).toMatchObject({ reportId, workflowId, status: 'sent', form: 'csv', sha256: sum, rows });
    const [mail, ...more] = await mailsOf(reportId);
    expect(more).toEqual([]);
    expect(mail?.envelopeTo).toEqual([DEMO.mentorAddress]);
    expect(sha256(mail?.attachments[0]?.content ?? Buffer.alloc(0))).toBe(sum);
    const told = reportIn(await scene.courseReport('status', reportId, '--json'));
    expect(told).toEqual({ ...report, status: 'sent', deliver: 'mail', form: 'csv', finishedAt: told.finishedAt });
    expect((await scene.courseReport('resend', reportId.replace(/.$/, 'Z'), '--json')).exit).toBe(3);
    expect(await downloads(scene)).toBe(before + 2);
  });

  test('is accepted without --wait, and tells where it stands until it is sent', async () => {
    await using scene = await openScene();
    const accepted = await scene.courseReport(...requestOf(SMALL), '--json');
    const { reportId, status } = reportIn(accepted);
    expect(accepted.exit).toBe(0);
    expect(status).toBe('waiting');
    expect((await scene.courseReport('download', reportId, '--out', join(scene.folder, 'early.csv'))).exit).toBe(3);
    await scene.startWorker();
    const joined = reportIn(await scene.courseReport(...requestOf(SMALL), '--wait', '--json'));
    expect(joined).toMatchObject({ reportId, joined: true, status: 'sent' });
  });
});
