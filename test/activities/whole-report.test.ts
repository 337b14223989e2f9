import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import type { ReportIdentity } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createDirectories } from '../../activities/directories.ts';
import { COLUMNS } from '../../report/columns.ts';
import { ReportError } from '../../report/errors.ts';
import { csvOf, readReportFile } from '../../report/report-file.ts';
import type { StoredObject } from '../../report/manifest.ts';
import { assemble, build, listAll, prepare, write } from './whole-report.ts';
import { attempt, begin, newReport, workbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => void (bench = await workbench()));
afterAll(() => bench.close());

async function bytesOf(report: ReportIdentity, object: StoredObject): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bench.deps.store.read(report.reportId, object)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function fileOf(report: ReportIdentity, object: StoredObject) {
  const file = await readReportFile(bench.deps.store, report.reportId, object);
  const pieces: Uint8Array[] = [];
  for await (const piece of csvOf(bench.deps.store, report.reportId, file)) pieces.push(piece);
  return { file, csv: Buffer.concat(pieces) };
}

/** User ids that must have a row, by a query of our own. */
async function activeByQuery(): Promise<string[]> {
  const query = 'SELECT userid, active FROM sunbird_courses.report_user_enrolments WHERE batchid = ? AND courseid = ?';
  const { batchId, courseId } = bench.batch;
  const { rows } = await bench.own.client.execute(query, [batchId, courseId], { fetchSize: 100_000 });
  return rows.filter((row) => row['active'] === true).map((row) => row['userid']);
}

function recordsOf(csv: Buffer): string[][] {
  return parse(csv, { bom: true, record_delimiter: '\r\n' });
}

/** The ceiling under which the file of the demo batch must be zipped. */
function withCeiling(attachmentMaxBytes: number): Dependencies {
  return { ...bench.deps, settings: { ...bench.deps.settings, attachmentMaxBytes } };
}

async function unzipped(zip: Buffer): Promise<{ name: string; content: Buffer }> {
  const archive = await yauzl.fromBufferPromise(zip, { lazyEntries: true });
  for await (const entry of archive.eachEntry()) {
    return { name: entry.fileName, content: await buffer(await archive.openReadStreamPromise(entry)) };
  }
  throw new Error('an empty archive');
}

test('a thousand learners, from Cassandra to her mailbox: a row for every active enrolment', async () => {
  const report = newReport(bench);
  const built = await build(bench.deps, report);
  const active = await activeByQuery();
  expect(active).toHaveLength(bench.batch.activeLearners);
  expect(built.rows).toBe(active.length);

  const delivered = await attempt(bench.deps, 'deliverReport', {
    ...report,
    file: built.file,
    windowMs: 60_000,
    sendStartedMs: Date.now(),
  });
  expect(delivered.form).toBe('csv');
  const [mail] = bench.smtp.mails();
  const { attachments } = await simpleParser(mail?.message ?? '');
  const csv = attachments[0]?.content ?? Buffer.of();
  const [head, ...rows] = recordsOf(csv);
  expect(head).toEqual(COLUMNS);
  expect(rows).toHaveLength(active.length);
  expect(rows.every((row) => row.length === 12)).toBe(true);
  expect(createHash('sha256').update(csv).digest('hex')).toBe(built.sha256);
  expect(csv.length).toBe(built.bytes);
});

describe('the ledger after assembly', () => {
  test('holds the file and its manifest, which explains every row', async () => {
    const report = newReport(bench);
    const built = await build(bench.deps, report);
    const entry = await bench.deps.ledger.entry(report.reportId);
    expect(entry).toMatchObject({ stage: 'assembling', file: built.file, outcome: null });
    expect(entry?.manifest).toMatchObject({
      rows: bench.batch.activeLearners,
      active: bench.batch.activeLearners,
      inactive: bench.batch.inactive,
      enrolments: bench.batch.activeLearners + bench.batch.inactive,
      bytes: built.bytes,
      sha256: built.sha256,
    });
    const missing = entry?.manifest?.blanks['User Name'];
    expect(Object.values(missing ?? {}).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  });
});

describe('pages', () => {
  test('of any size, put together, are the same file', async () => {
    const whole = newReport(bench);
    const { file: wholeFile, sha256 } = await build(bench.deps, whole);
    const { csv } = await fileOf(whole, wholeFile);

    const cut = newReport(bench);
    const prepared = await prepare(bench.deps, cut);
    const keys = recordsKeys(await activeByQuery());
    const ends = [keys[0], keys[1], keys[400], keys[401], keys[998], null];
    let after: string | null = null;
    const pages = [];
    for (const [no, upTo] of ends.entries()) {
      pages.push(await write(bench.deps, cut, prepared, no, { after, upTo: upTo ?? null }));
      after = upTo ?? null;
    }
    const built = await assemble(bench.deps, cut, prepared, pages);
    expect(built.sha256).toBe(sha256);
    expect((await fileOf(cut, built.file)).csv.equals(csv)).toBe(true);
    expect(pages.map((page) => page.tally.rows).reduce((a, b) => a + b)).toBe(bench.batch.activeLearners);
  });
  const recordsKeys = (keys: readonly string[]) => keys.toSorted();

  test('written by a second attempt have the same bytes under another id', async () => {
    const report = newReport(bench);
    const prepared = await prepare(bench.deps, report);
    const [range] = await listAll(bench.deps, report);
    if (range === undefined) throw new Error('no range');
    const [first, second] = await Promise.all([
      write(bench.deps, report, prepared, 0, range),
      write(bench.deps, report, prepared, 0, range),
    ]);
    expect(second.object).toEqual({ ...first.object, objectId: second.object.objectId });
    expect(second.object.objectId).not.toBe(first.object.objectId);
    expect(second.tally).toEqual(first.tally);
    expect((await bytesOf(report, first.object)).equals(await bytesOf(report, second.object))).toBe(true);
  });

  test('of a batch smaller than a page: one range, open at both ends', async () => {
    const report = newReport(bench);
    expect(await listAll(bench.deps, report)).toEqual([{ after: null, upTo: null }]);
    const empty = newReport(bench, { batchId: 'nobody-is-in-it' });
    expect(await listAll(bench.deps, empty)).toEqual([{ after: null, upTo: null }]);
  });

  test('listed over several calls are closed ranges that meet, the last one open', async () => {
    const ids = Array.from({ length: 23_000 }, (_, at) => `u${String(at).padStart(6, '0')}`);
    const stepOver = async (_: unknown, after: string | null, count: number) => {
      const from = after === null ? 0 : ids.indexOf(after) + 1;
      const step = ids.slice(from, from + count);
      return { lastUserId: step.at(-1) ?? null, passed: step.length, listed: step.length };
    };
    const deps = { ...bench.deps, source: { ...bench.deps.source, stepOver } };
    const input = { reportId: 'c.b.u.1', courseId: 'c', batchId: 'b' };
    const first = await attempt(deps, 'listPages', { ...input, after: null });
    const second = await attempt(deps, 'listPages', { ...input, after: first.next });
    expect(first).toMatchObject({ enrolmentsListed: 20_000, next: 'u019999' });
    expect(second).toMatchObject({ enrolmentsListed: 3_000, next: null });
    const ranges = [...first.ranges, ...second.ranges];
    expect(ranges.map((range) => range.upTo)).toEqual(['u004999', 'u009999', 'u014999', 'u019999', null]);
    expect(ranges.map((range) => range.after)).toEqual([null, 'u004999', 'u009999', 'u014999', 'u019999']);
  });

  test('stop when the step is cancelled, and beat while they are written', async () => {
    const report = newReport(bench);
    const prepared = await prepare(bench.deps, report);
    const { reportId, courseId, batchId, runStartedMs } = report;
    const range = { after: null, upTo: null };
    const input = { reportId, courseId, batchId, no: 0, range, facts: prepared.facts, runStartedMs };
    const running = begin(bench.deps, 'writePage', input);
    running.cancel();
    await expect(running.result).rejects.toMatchObject({ name: 'CancelledFailure' });
    expect(running.heartbeats).toEqual([{ step: 'writePage', no: 0, rows: 0 }]);
  });

  test('of a source that fails fail with its code', async () => {
    const report = newReport(bench);
    const prepared = await prepare(bench.deps, report);
    const slow = () => Promise.reject(new ReportError('SourceSlow'));
    for (const broken of ['profiles', 'memberships', 'organisations'] as const) {
      const source = { ...bench.deps.source, [broken]: slow };
      const deps = { ...bench.deps, source, directories: createDirectories(source) };
      const writing = write(deps, report, prepared, 0, { after: null, upTo: null });
      await expect(writing).rejects.toMatchObject({ type: 'SourceSlow', nonRetryable: false });
    }
  });
});

describe('assembly', () => {
  async function pagesOf(report: ReportIdentity) {
    const prepared = await prepare(bench.deps, report);
    const page = await write(bench.deps, report, prepared, 0, { after: null, upTo: null });
    return { prepared, page };
  }

  test('of fewer rows than active enrolments is refused', async () => {
    const report = newReport(bench);
    const { prepared, page } = await pagesOf(report);
    const short = { ...page, tally: { ...page.tally, rows: page.tally.rows - 1 } };
    await expect(assemble(bench.deps, report, prepared, [short])).rejects.toMatchObject({
      type: 'RowsMismatch',
      nonRetryable: true,
    });
    expect((await bench.deps.ledger.entry(report.reportId))?.file).toBeNull();
  });

  test('counts an active enrolment without a user id as no learner', async () => {
    const report = newReport(bench);
    const { prepared, page } = await pagesOf(report);
    const blank = { ...page, tally: { ...page.tally, active: page.tally.active + 1, blankUserIds: 1 } };
    await expect(assemble(bench.deps, report, prepared, [blank])).resolves.toMatchObject({ rows: page.tally.rows });
  });

  test.for([
    ['as CSV', 10_000_000],
    ['as ZIP', 1_000],
  ] as const)('of a damaged part is refused %s', async ([, ceiling]) => {
    const report = newReport(bench);
    const { prepared, page } = await pagesOf(report);
    const other = { ...page, object: { ...page.object, sha256: 'other' } };
    await expect(assemble(withCeiling(ceiling), report, prepared, [other])).rejects.toMatchObject({
      type: 'StoredObjectDamaged',
      nonRetryable: true,
    });
  });

  test('makes a ZIP of what is too large for a mail: the same bytes inside, and again the same ZIP', async () => {
    const zips: StoredObject[] = [];
    for (const zone of ['Asia/Kolkata', 'America/New_York', 'UTC']) {
      const report = newReport(bench, { runStartedMs: Date.parse('2026-07-01T12:00:00Z') });
      const { prepared, page } = await pagesOf(report);
      const before = process.env['TZ'];
      process.env['TZ'] = zone;
      try {
        const built = await assemble(withCeiling(100_000), report, prepared, [page]);
        const { file, csv } = await fileOf(report, built.file);
        if (file.zip === null) throw new Error('no ZIP');
        const { name, content } = await unzipped(await bytesOf(report, file.zip));
        expect(name).toBe(prepared.fileName);
        expect(content.equals(csv)).toBe(true);
        expect(built).toMatchObject({ bytes: csv.length, sha256: createHash('sha256').update(csv).digest('hex') });
        zips.push(file.zip);
      } finally {
        if (before === undefined) delete process.env['TZ'];
        else process.env['TZ'] = before;
      }
    }
    expect(new Set(zips.map((zip) => zip.sha256)).size).toBe(1);
  });

  test('makes no ZIP of what fits into a mail', async () => {
    const report = newReport(bench);
    const { file } = await fileOf(report, (await build(bench.deps, report)).file);
    expect(file.zip).toBeNull();
  });

  test('is sent as a ZIP then, which holds the file', async () => {
    const report = newReport(bench);
    const { prepared, page } = await pagesOf(report);
    const deps = withCeiling(100_000);
    const built = await assemble(deps, report, prepared, [page]);
    bench.smtp.forget();
    const input = { ...report, file: built.file, windowMs: 60_000, sendStartedMs: Date.now() };
    expect((await attempt(deps, 'deliverReport', input)).form).toBe('zip');
    const { attachments, text } = await simpleParser(bench.smtp.mails()[0]?.message ?? '');
    expect(attachments.map((one) => one.filename)).toEqual([prepared.fileName.replace('.csv', '.zip')]);
    const { content } = await unzipped(attachments[0]?.content ?? Buffer.of());
    expect(createHash('sha256').update(content).digest('hex')).toBe(built.sha256);
    expect(text).toContain('zipped to fit into a mail');
  });
});
