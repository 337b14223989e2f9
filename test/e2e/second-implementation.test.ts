import { describe, expect, test } from 'vitest';
import { demoBatch, type DemoBatch } from '../../dev/data/batch.ts';
import { requestOf, write } from '../support/e2e-batch.ts';
import { unzip } from '../support/e2e-csv.ts';
import { mailsOf } from '../support/e2e-inbox.ts';
import { reportIn, type Settings } from '../support/e2e-program.ts';
import { openScene } from '../support/e2e-scene.ts';
import { fileOfSecondImplementation } from '../support/e2e-second.ts';

const ORDINARY = demoBatch({ learners: 20_000, seed: 7 });
/** Every named row that can hurt, among ordinary ones. */
const HOSTILE = demoBatch({ learners: 2_000, seed: 7, hostile: true });

/** From real Cassandra through a worker with these settings to the attachment in the inbox. */
async function mailedFile(batch: DemoBatch, settings: Settings): Promise<Buffer> {
  await using scene = await openScene(settings);
  await scene.startWorker();
  const answer = await scene.courseReport(...requestOf(batch), '--wait', '--json');
  const report = reportIn(answer);
  expect(report.status).toBe('sent');
  const [mail] = await mailsOf(report.reportId);
  const attachment = mail?.attachments[0]?.content ?? Buffer.alloc(0);
  return report.form === 'zip' ? (await unzip(attachment)).first : attachment;
}

async function expectedFile(batch: DemoBatch, settings: Settings): Promise<Buffer> {
  await using scene = await openScene(settings);
  return fileOfSecondImplementation(scene, batch);
}

describe('a second implementation, in Go, that knows docs/domain.md alone, makes the same file', () => {
  test.each([
    ['of 20,000 learners', ORDINARY, { TZ: 'UTC' }],
    ['of 20,000 learners, worker in New York', ORDINARY, { TZ: 'America/New_York' }],
    ['of hostile rows', HOSTILE, { TZ: 'UTC' }],
    ['of hostile rows, worker in New York', HOSTILE, { TZ: 'America/New_York' }],
    ['with every column and contact shown', HOSTILE, { REPORT_PRIVATE_COLUMNS: 'always', REPORT_CONTACTS: 'full' }],
  ])('%s', async (_, batch, settings: Settings) => {
    await write(batch);
    const expected = await expectedFile(batch, settings);
    const mailed = await mailedFile(batch, settings);
    expect(firstDifference(mailed.toString('utf8'), expected.toString('utf8'))).toBeNull();
    expect(mailed.equals(expected)).toBe(true);
  });
});

/** The first lines that differ: two files of 4 MB side by side help nobody. */
function firstDifference(mailed: string, wanted: string): { mailed: string; wanted: string } | null {
  const [a, b] = [mailed.split('\r\n'), wanted.split('\r\n')];
  const at = Array.from({ length: Math.max(a.length, b.length) }).findIndex((_, line) => a[line] !== b[line]);
  return at < 0 ? null : { mailed: shown(a[at]), wanted: shown(b[at]) };
}

/** A hostile cell can be a megabyte long. */
function shown(line: string | undefined): string {
  return JSON.stringify((line ?? '(end)').slice(0, 2_000));
}
