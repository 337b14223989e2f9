import { describe, expect, test } from 'vitest';
import { exitOfReport } from '../../cli/exit.ts';
import { reportClient } from '../../client/index.ts';
import { FakeReports, type Step } from '../support/workflow-fakes.ts';
import { failing, hanging } from '../support/workflow-troubles.ts';
import { endOf, Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

/** Thirty minutes, thirty times faster: what was 29:30 is 59 s. */
const deadlineMs = 60_000;

// All at once: the minute is waited for one time. (The other steps, and thirty minutes: time/lost-time.test.ts.)
describe.concurrent('a promise of sixty seconds by the real clock', () => {
  test.each([
    ['prepareReport', 'hangs', hanging],
    ['writePage', 'fails again and again', failing('SourceUnreachable')],
    ['deliverReport', 'fails again and again', failing('MailServerUnreachable')],
  ] as const)('%s %s: late, at risk long before, and the mentor told by second 59', async (step, _, trouble) => {
    let toldMs = Infinity;
    const fakes = new FakeReports({ pages: 1 })
      .when(step as Step, trouble)
      .when('notifyRequester', async () => void (toldMs = Date.now()));
    const scene = new Scene(server(), fakes, { deadlineMs });
    const reports = reportClient(server().client);
    await scene.work(async () => {
      const handle = await scene.start();
      const askedMs = (await handle.describe()).startTime.getTime();
      const wasAtRisk = new Promise<boolean>((resolve, reject) => {
        setTimeout(() => {
          reports.status(scene.input.reportId).then((status) => resolve(status?.atRisk ?? false), reject);
        }, 25_000);
      });
      const { failure } = await endOf(handle);
      expect(failure?.message).toContain(`${step} took too long`);
      expect(toldMs - askedMs).toBeLessThan(59_000);
      expect(await wasAtRisk).toBe(true);
    });
    const status = await reports.status(scene.input.reportId);
    expect(status).toMatchObject({ status: 'late', atRisk: false, error: { code: 'DeadlineMissed' } });
    expect(status === null ? null : exitOfReport(status)).toBe(4);
    expect(fakes).toMatchObject({ mails: 0, notices: ['late'] });
  });
});
