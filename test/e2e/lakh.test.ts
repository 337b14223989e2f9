import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '../../dev/data/demo.ts';
import { COLUMNS } from '../../report/columns.ts';
import type { ReportStatus } from '../../report/status.ts';
import { activeUserIds, enrolmentReads, LAKH, requestOf, write } from '../support/e2e-batch.ts';
import { readByCsvParse, readByGo, unzip } from '../support/e2e-csv.ts';
import { historyOf, NEVER_BEGUN, runOf, untilCompleted } from '../support/e2e-history.ts';
import { mailsOf } from '../support/e2e-inbox.ts';
import { reportIn } from '../support/e2e-program.ts';
import { openScene, type Scene } from '../support/e2e-scene.ts';

/** 102,000 rows of the course in the batch's partition, active or not, in pages of 5,000. */
const PAGES = 21;
const PAGES_IN_FLIGHT = 4;
/** Of 500 enrolments. */
const READS_A_PAGE = 10;
/** A worker that starts tries the query once. */
const READS_AT_START = 1;

interface Run {
  readonly report: ReportStatus;
  /** Of enrolments, counted by Cassandra. */
  readonly reads: number;
}

/** One report from request to mail, while `disturb` does what it wants. */
async function run(scene: Scene, disturb: () => Promise<void> = async () => {}): Promise<Run> {
  const before = await enrolmentReads();
  const [answer] = await Promise.all([scene.courseReport(...requestOf(LAKH), '--wait', '--json'), disturb()]);
  expect(answer.exit).toBe(0);
  return { report: reportIn(answer), reads: (await enrolmentReads()) - before };
}

let undisturbed: Run;

beforeAll(async () => {
  await write(LAKH);
  await using scene = await openScene();
  await scene.startWorker();
  undisturbed = await run(scene);
});

describe('a report of 100,000 learners', () => {
  test('comes as a ZIP that holds the whole CSV, for a reader in Go too', async () => {
    await using scene = await openScene();
    const { report } = undisturbed;
    expect(report).toMatchObject({ status: 'sent', form: 'zip', rows: 100_000 });
    const [mail, ...more] = await mailsOf(report.reportId);
    expect(more).toEqual([]);
    const attachment = mail?.attachments[0];
    expect(attachment?.filename).toBe(report.fileName?.replace(/\.csv$/, '.zip'));
    const { names, first: csv } = await unzip(attachment?.content ?? Buffer.alloc(0));
    expect(names).toEqual([report.fileName]);
    expect(createHash('sha256').update(csv).digest('hex')).toBe(report.sha256);

    const file = join(scene.folder, 'from-mail.csv');
    writeFileSync(file, csv);
    const byGo = await readByGo(file);
    const byCsvParse = readByCsvParse(csv);
    expect(byCsvParse[0]).toEqual([...COLUMNS]);
    expect(byGo.every((record) => record.length === COLUMNS.length)).toBe(true);
    expect(byGo.map(([, userId]) => userId).slice(1)).toEqual(byCsvParse.map(([, userId]) => userId).slice(1));
    expect(byGo.map(([, userId]) => userId).slice(1)).toEqual(await activeUserIds(LAKH));

    const downloaded = join(scene.folder, 'downloaded.csv');
    expect((await scene.courseReport('download', report.reportId, '--out', downloaded)).exit).toBe(0);
    expect(readFileSync(downloaded).equals(csv)).toBe(true);
  });

  test('has the same bytes and one mail when its worker is killed at page 10, and reads again only what was under way', async () => {
    await using scene = await openScene();
    const first = await scene.startWorker();
    const history = runOf(scene.temporal, LAKH, DEMO.mentorId);
    let done = 0;
    const { report, reads } = await run(scene, async () => {
      await untilCompleted(history, 'writePage', 10);
      await first.kill9();
      done = (await historyOf(history)).completed('writePage');
      await scene.startWorker();
    });
    expect(done).toBeGreaterThanOrEqual(10);
    expect(done).toBeLessThan(PAGES - PAGES_IN_FLIGHT);
    expect(report).toMatchObject({ status: 'sent', sha256: undisturbed.report.sha256, possibleDuplicate: false });
    expect(await mailsOf(report.reportId)).toHaveLength(1);

    const again = (await historyOf(history)).attempts('writePage').filter((attempt) => attempt > 1);
    expect(again.length).toBeLessThanOrEqual(PAGES_IN_FLIGHT);
    expect(reads - undisturbed.reads).toBeLessThanOrEqual(PAGES_IN_FLIGHT * READS_A_PAGE + READS_AT_START);
  });

  test('is taken over from a worker that is told to stop, which ends every page that it had begun: none is read again', async () => {
    await using scene = await openScene();
    const first = await scene.startWorker();
    const history = runOf(scene.temporal, LAKH, DEMO.mentorId);
    let done = 0;
    const { report, reads } = await run(scene, async () => {
      await untilCompleted(history, 'writePage', 6);
      expect(await first.stop()).toBe('exit code 0');
      done = (await historyOf(history)).completed('writePage');
      await scene.startWorker();
    });
    expect(done).toBeLessThan(PAGES);
    expect(report).toMatchObject({ status: 'sent', sha256: undisturbed.report.sha256 });
    expect(await mailsOf(report.reportId)).toHaveLength(1);
    // The server may hand a page to a poll that the stopping worker is just closing. Nobody has begun it, and it comes back
    // after the heartbeat timeout: that, and nothing else, may have used up an attempt.
    const repeatedFor = (await historyOf(history)).repeatedFor('writePage');
    expect(repeatedFor).toEqual(repeatedFor.map(() => NEVER_BEGUN));
    // A read that the driver asked for twice, on a busy machine, is not yet a page read again.
    expect(reads - undisturbed.reads).toBeLessThan(READS_A_PAGE);
  });
});
