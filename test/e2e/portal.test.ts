import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { cassandraLedger } from '../../adapters/cassandra/ledger.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { stackValues, withCassandra } from '../../dev/set-up.ts';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import type { DownloadRatio } from '../../report/ratio.ts';
import type { ReportStatus } from '../../report/status.ts';
import { SMALL, write } from '../support/e2e-batch.ts';
import { mailsOf } from '../support/e2e-inbox.ts';
import { startPortalProcess, statusesIn } from '../support/e2e-portal.ts';
import { jsonLines, reportIn, type Settings } from '../support/e2e-program.ts';
import { openScene, type Scene } from '../support/e2e-scene.ts';
import { until } from '../support/e2e-until.ts';
import { TelemetryServer } from '../support/telemetry-server.ts';
import { libraryProgram } from '../support/library-program.ts';

const { courseId, batchId } = SMALL;
const { mentorId } = DEMO;
const STRANGER = '5c0a7f0e-0000-4000-8000-00000000dead';

beforeAll(() => write(SMALL));

test('a mentor requests, follows, fetches and cancels over HTTP, and a stranger sees nothing', async () => {
  await using scene = await openScene();
  const worker = await scene.startWorker();
  const telemetry = await new TelemetryServer().start();
  onTestFinished(() => telemetry.stop());
  const before = await ratioOfBatch(scene);
  const settings = { ...scene.settings, TELEMETRY_URL: telemetry.url };
  const portal = await startPortalProcess(settings, join(scene.folder, 'portal.log'));
  onTestFinished(async () => void (await portal.stop()));
  const { ask } = portal;

  const ready = await until('a poller', async () => {
    const answer = await fetch(`${portal.url}/readyz`);
    return answer.ok ? ((await answer.json()) as object) : undefined;
  });
  expect(ready).toEqual({ isReady: true, temporal: 'ok', workers: 1, cassandra: 'ok' });

  const accepted = await ask('POST', '/v1/reports', mentorId, { courseId, batchId, deliver: 'portal' });
  expect(accepted.status).toBe(202);
  const { reportId } = (await accepted.json()) as ReportStatus;
  const path = `/v1/reports/${reportId}`;
  const told = await statusesIn<ReportStatus>(await ask('GET', `${path}/events`, mentorId));
  expect(told.at(-1)).toMatchObject({
    status: 'kept',
    rows: SMALL.activeLearners,
    manifest: { rows: SMALL.activeLearners },
  });

  const shown = await (await ask('GET', path, mentorId)).json();
  expect(shown).toEqual(reportIn(await scene.courseReport('status', reportId, '--json')));
  expect(told.at(-1)).toEqual(shown);
  const listed = await ask('GET', `/v1/reports?courseId=${courseId}&batchId=${batchId}`, mentorId);
  expect(((await listed.json()) as { reports: ReportStatus[] }).reports).toContainEqual(shown);

  const file = Buffer.from(await (await ask('GET', `${path}/file`, mentorId)).arrayBuffer());
  expect(createHash('sha256').update(file).digest('hex')).toBe((shown as ReportStatus).sha256);
  await until('the fetch to be written down', () => fetchedAtMs(scene.settings, reportId));
  expect(await mailsOf(reportId)).toEqual([]);

  for (const [method, more] of [
    ['GET', ''],
    ['GET', '/file'],
    ['GET', '/events'],
    ['POST', '/resend'],
    ['DELETE', ''],
  ]) {
    expect((await ask(method ?? '', path + more, STRANGER)).status).toBe(404);
  }
  const refused = await ask('POST', '/v1/reports', STRANGER, { courseId, batchId });
  expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ code: 'RequesterUnknown' })]);

  await worker.stop();
  const waiting = await ask('POST', '/v1/reports', mentorId, { courseId, batchId, deliver: 'portal' });
  const second = (await waiting.json()) as ReportStatus;
  expect(second.status).toBe('waiting');
  const following = ask('GET', `/v1/reports/${second.reportId}/events`, mentorId).then(statusesIn<ReportStatus>);
  expect((await ask('DELETE', `/v1/reports/${second.reportId}`, mentorId)).status).toBe(202);
  await scene.startWorker();
  expect((await following).map(({ status }) => status)).toEqual(['waiting', 'cancelled']);
  expect((await ask('GET', `/v1/reports/${second.reportId}/file`, mentorId)).status).toBe(409);

  const { stdout } = await runLibraryProgram(scene.settings);
  expect(stdout).toMatch(
    / started\n[^]*\nkept \d+ null\n[^]*\nkept [0-9a-f]{64}\ncourse-progress_\S+\.csv whole\nit had ended\n$/,
  );

  expect(await portal.stop()).toBe('exit code 0');
  // Two accepted requests and a refused one; one file that was fetched to its end.
  expect(new Set(telemetry.mids.flat()).size).toBe(3);
  const after = await ratioOfBatch(scene);
  expect([after.clicks - before.clicks, after.deliveries - before.deliveries]).toEqual([3, 1]);
  expect(portal.log()).not.toMatch(new RegExp(`${mentorId}|${reportId}|Bearer|${DEMO.mentorAddress}`));
});

async function ratioOfBatch(scene: Scene): Promise<DownloadRatio> {
  const [ratio] = jsonLines(await scene.courseReport('ratio', '--batch', batchId, '--json'));
  return ratio as DownloadRatio;
}

async function fetchedAtMs(settings: Settings, reportId: string): Promise<number | undefined> {
  const values = stackValues(settings);
  return withCassandra(values, async (client) => {
    const ledger = cassandraLedger(client, { keyspace: values.REPORT_KEYSPACE ?? '' });
    return (await ledger.entry(reportId))?.fetchedAtMs;
  });
}

/** The program of docs/library.md, from the sources instead of the package. */
async function runLibraryProgram(settings: Settings) {
  const folder = mkdtempSync(join(CHECKOUT, '.stack', 'library-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const SOURCES = {
    client: 'client/index.ts',
    archive: 'archive/index.ts',
    cassandra: 'adapters/cassandra/index.ts',
    errors: 'report/errors.ts',
  };
  const program = Object.entries(SOURCES).reduce(
    (text, [name, source]) =>
      text.replace(`course-progress-report/${name}'`, `${pathToFileURL(join(CHECKOUT, source)).href}'`),
    libraryProgram(),
  );
  writeFileSync(join(folder, 'program.mts'), program);
  const args = ['--import', 'tsx', join(folder, 'program.mts'), courseId, batchId, mentorId];
  return promisify(execFile)(process.execPath, args, { cwd: CHECKOUT, env: { ...process.env, ...settings } });
}
