import { beforeAll, describe, expect, test } from 'vitest';
import type { ReportStatus } from '../../report/status.ts';
import { requestOf, SMALL, write } from '../support/e2e-batch.ts';
import { mailsOf } from '../support/e2e-inbox.ts';
import { lossyCassandra } from '../support/e2e-lossy-cassandra.ts';
import { always, mailServer } from '../support/e2e-mail-servers.ts';
import { reportIn } from '../support/e2e-program.ts';
import { openScene, stackSettings } from '../support/e2e-scene.ts';
import { until } from '../support/e2e-until.ts';
import { HANG, TAKE_AND_HANG } from '../support/smtp-script.ts';

beforeAll(() => write(SMALL));

const lateBy = ({ finishedAt, deadlineAt }: ReportStatus) =>
  Date.parse(finishedAt ?? '') - Date.parse(deadlineAt ?? '');

// Timeouts are waited for here: side by side the tests take little longer than one of them.
describe.concurrent('a worker killed between the final dot and the answer', () => {
  test('leaves at most a second mail, the same byte for byte, and the report says that it may be there twice', async () => {
    await using mails = await mailServer({ dot: TAKE_AND_HANG });
    await using scene = await openScene({ SMTP_URL: mails.url });
    const first = await scene.startWorker();
    const asked = scene.courseReport(...requestOf(SMALL), '--wait', '--json');
    await until('the first dot', async () => mails.mails()[0]);
    await first.kill9();
    await scene.startWorker();
    const answer = await asked;
    const report = reportIn(answer);
    expect(answer.exit).toBe(0);
    expect(report).toMatchObject({ status: 'sent', possibleDuplicate: true, rows: SMALL.activeLearners });
    const [one, two, ...more] = mails.mails().map(({ message }) => message);
    expect(more).toEqual([]);
    expect(two?.equals(one ?? Buffer.alloc(0))).toBe(true);
    const status = await scene.courseReport('status', report.reportId, '--json');
    expect(reportIn(status)).toEqual(report);
  });

  test('twice, ends unconfirmed: a third is never sent, and the file is kept', async () => {
    await using mails = await mailServer({ dot: TAKE_AND_HANG }, { dot: TAKE_AND_HANG });
    await using scene = await openScene({ SMTP_URL: mails.url });
    const first = await scene.startWorker();
    const asked = scene.courseReport(...requestOf(SMALL), '--wait', '--json');
    await until('the first dot', async () => mails.mails()[0]);
    await first.kill9();
    const second = await scene.startWorker();
    await until('the second dot', async () => mails.mails()[1], { withinMs: 90_000 });
    await second.kill9();
    await scene.startWorker();
    const answer = await asked;
    const report = reportIn(answer);
    expect(answer.exit).toBe(1);
    expect(report).toMatchObject({ status: 'failed', error: { code: 'DeliveryUnconfirmed' } });
    const messages = mails.mails().map(({ message }) => message);
    // The one after the two copies says that the report may have arrived.
    const withFile = messages.filter((message) => message.includes(`filename=${report.fileName}`));
    expect(withFile).toHaveLength(2);
    expect(withFile[1]?.equals(withFile[0] ?? Buffer.alloc(0))).toBe(true);
    expect((await scene.courseReport('download', report.reportId, '--out', `${scene.folder}/kept.csv`)).exit).toBe(0);
  });
});

describe.concurrent('a report that cannot be ready in time', () => {
  test('ends late at its sending, the file kept, when the mail server never answers', async () => {
    await using mails = await mailServer(...always({ greeting: HANG }));
    await using scene = await openScene({ REPORT_DEADLINE: '60s', SMTP_URL: mails.url });
    await scene.startWorker();
    const answer = await scene.courseReport(...requestOf(SMALL), '--wait', '--json');
    const report = reportIn(answer);
    expect(answer.exit).toBe(4);
    expect(report).toMatchObject({ status: 'late', error: { code: 'DeadlineMissed' }, rows: SMALL.activeLearners });
    expect(report.error?.message).toContain('deliverReport');
    expect(lateBy(report)).toBeLessThan(60_000);
    expect(await mailsOf(report.reportId)).toEqual([]);
    expect((await scene.courseReport('download', report.reportId, '--out', `${scene.folder}/kept.csv`)).exit).toBe(0);
  });

  test('ends late at its reading, and the mentor is told before the deadline, when the learners cannot be read', async () => {
    await using cassandra = await lossyCassandra(stackSettings()['CASSANDRA_CONTACT_POINTS'] ?? '');
    await using scene = await openScene({ REPORT_DEADLINE: '60s' });
    await scene.startWorker({ CASSANDRA_CONTACT_POINTS: cassandra.contactPoint });
    const answer = await scene.courseReport(...requestOf(SMALL), '--wait', '--json');
    const report = reportIn(answer);
    expect(answer.exit).toBe(4);
    expect(report).toMatchObject({ status: 'late', error: { code: 'DeadlineMissed' }, rows: null, manifest: null });
    expect(report.error?.message).toContain('listPages');
    expect(cassandra.lost).toBeGreaterThan(0);
    const [notice, ...more] = await mailsOf(report.reportId);
    expect(more).toEqual([]);
    expect(notice?.subject).toMatch(/^Course progress not ready: /);
    expect(notice?.attachments).toEqual([]);
    expect(lateBy(report)).toBeLessThan(0);
  });

  test('is given up by whoever waits for it a minute after the deadline when no worker lives, and a late one tells the mentor', async () => {
    await using scene = await openScene({ REPORT_DEADLINE: '10s' });
    const begun = performance.now();
    const answer = await scene.courseReport(...requestOf(SMALL), '--wait', '--json');
    const { reportId, status } = reportIn(answer);
    expect(answer.exit).toBe(4);
    expect(status).toBe('waiting');
    expect(performance.now() - begun).toBeGreaterThan(70_000);
    expect(answer.stderr).toMatch(/no worker may be alive \(course-report doctor\)/);
    expect(await mailsOf(reportId)).toEqual([]);

    await scene.startWorker();
    const late = await until('the end', async () => {
      const now = reportIn(await scene.courseReport('status', reportId, '--json'));
      return now.status === 'late' ? now : undefined;
    });
    expect(late.error?.code).toBe('DeadlineMissed');
    // The notice follows the word.
    await until('the notice', async () => (await mailsOf(reportId))[0]);
    expect((await mailsOf(reportId)).map(({ attachments }) => attachments.length)).toEqual([0]);
  });
});
