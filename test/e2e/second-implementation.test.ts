import { beforeAll, describe, expect, test } from 'vitest';
import { demoBatch } from '../../dev/data/batch.ts';
import { requestOf, write } from '../support/e2e-batch.ts';
import { unzip } from '../support/e2e-csv.ts';
import { mailsOf } from '../support/e2e-inbox.ts';
import { reportIn } from '../support/e2e-program.ts';
import { openScene } from '../support/e2e-scene.ts';
import { fileOfSecondImplementation } from '../support/e2e-second.ts';

const BATCH = demoBatch({ learners: 20_000, seed: 7 });

/** From real Cassandra through a worker in that time zone to the attachment in the inbox. */
async function mailedFile(timeZone: string): Promise<Buffer> {
  await using scene = await openScene({ TZ: timeZone });
  await scene.startWorker();
  const answer = await scene.courseReport(...requestOf(BATCH), '--wait', '--json');
  const report = reportIn(answer);
  expect(report).toMatchObject({ status: 'sent', rows: BATCH.activeLearners });
  const [mail] = await mailsOf(report.reportId);
  const attachment = mail?.attachments[0]?.content ?? Buffer.alloc(0);
  return report.form === 'zip' ? (await unzip(attachment)).first : attachment;
}

let expected: Buffer;

beforeAll(async () => {
  await write(BATCH);
  await using scene = await openScene();
  expected = await fileOfSecondImplementation(scene, BATCH);
});

describe('a second implementation, in Go, that knows docs/domain.md alone', () => {
  test.each(['UTC', 'America/New_York'])('makes the same file of 20,000 learners, worker in %s', async (timeZone) => {
    const mailed = await mailedFile(timeZone);
    const differing = firstDifference(mailed.toString('utf8'), expected.toString('utf8'));
    expect(differing).toBeNull();
    expect(mailed.equals(expected)).toBe(true);
  });
});

/** The first lines that differ: two files of 4 MB side by side help nobody. */
function firstDifference(mailed: string, wanted: string): { mailed: string; wanted: string } | null {
  const [a, b] = [mailed.split('\r\n'), wanted.split('\r\n')];
  const at = Array.from({ length: Math.max(a.length, b.length) }).findIndex((_, line) => a[line] !== b[line]);
  return at < 0 ? null : { mailed: a[at] ?? '(end)', wanted: b[at] ?? '(end)' };
}
