import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '../../dev/data/demo.ts';
import { requestOf, SMALL, write } from '../support/e2e-batch.ts';
import { historyOf, runOf, untilThere } from '../support/e2e-history.ts';
import { mailsOf } from '../support/e2e-inbox.ts';
import { reportIn } from '../support/e2e-program.ts';
import { openScene } from '../support/e2e-scene.ts';

beforeAll(() => write(SMALL));

describe('the same request again', () => {
  test('twenty times within seconds is one report and one mail, which nineteen join; once more after its end, a new one', async () => {
    await using scene = await openScene();
    // No worker yet, so that none of the twenty can come too late. Twenty processes that start at the same moment would
    // share two cores for so long that some find Temporal away.
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, no) => {
        await sleep(no * 300);
        return scene.courseReport(...requestOf(SMALL), '--json');
      }),
    );
    const reports = answers.map(reportIn);
    expect(answers.map(({ exit }) => exit)).toEqual(answers.map(() => 0));
    const [reportId = '', ...others] = new Set(reports.map((report) => report.reportId));
    expect(others).toEqual([]);
    expect(reports.filter(({ joined }) => joined)).toHaveLength(19);

    await scene.startWorker();
    const end = reportIn(await scene.courseReport(...requestOf(SMALL), '--wait', '--json'));
    expect(end).toMatchObject({ reportId, joined: true, status: 'sent' });
    expect(await mailsOf(reportId)).toHaveLength(1);
    const again = reportIn(await scene.courseReport(...requestOf(SMALL), '--wait', '--json'));
    expect(again).toMatchObject({ joined: false, status: 'sent', sha256: end.sha256 });
    expect(again.reportId).not.toBe(reportId);
    const one = await scene.courseReport('status', reportId, '--json');
    expect(reportIn(one)).toEqual({ ...end, joined: false });
  });

  test('for her mailbox turns a report for the portal into one that mails, and never the other way', async () => {
    await using scene = await openScene();
    const ask = (deliver: string) => scene.courseReport(...requestOf(SMALL), '--deliver', deliver, '--json');
    const portal = reportIn(await ask('portal'));
    const mail = reportIn(await ask('mail'));
    const portalAgain = reportIn(await ask('portal'));
    expect([portal.joined, mail.joined, portalAgain.joined]).toEqual([false, true, true]);
    await scene.startWorker();
    const end = reportIn(await scene.courseReport(...requestOf(SMALL), '--wait', '--json'));
    expect(end).toMatchObject({ reportId: portal.reportId, status: 'sent', deliver: 'mail' });
    expect(await mailsOf(portal.reportId)).toHaveLength(1);
  });
});

describe('a report that is cancelled', () => {
  test('ends so for whoever waits for it, exit 1, with no mail and nothing to fetch', async () => {
    await using scene = await openScene();
    const asked = scene.courseReport(...requestOf(SMALL), '--wait', '--json');
    const run = runOf(scene.temporal, SMALL, DEMO.mentorId);
    const reportId = String((await untilThere(run)).memo?.['reportId']);
    const cancelled = await scene.courseReport('cancel', reportId, '--json');
    expect([cancelled.exit, reportIn(cancelled)]).toEqual([0, { reportId, cancelRequested: true }]);
    await scene.startWorker();
    const answer = await asked;
    expect(answer.exit).toBe(1);
    expect(reportIn(answer)).toMatchObject({ reportId, status: 'cancelled', error: null });
    expect((await historyOf(run)).completed('deliverReport')).toBe(0);
    expect(await mailsOf(reportId)).toEqual([]);
    expect((await scene.courseReport('download', reportId, '--out', `${scene.folder}/none.csv`)).exit).toBe(3);
    expect((await scene.courseReport('cancel', reportId)).exit).toBe(3);
  });
});
