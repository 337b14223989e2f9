import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type {
  AssembleReportResult,
  PrepareReportResult,
  ReportIdentity,
  WritePageResult,
} from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { type DemoBatch, demoBatch } from '../../dev/data/batch.ts';
import { writeDemoData } from '../../dev/data/cassandra/write-demo-data.ts';
import { CAST } from '../../dev/data/cast.ts';
import { type HostileGroup, NAMED_CASES } from '../../dev/data/hostile/cases.ts';
import { type HostileLearner, hostileLearners } from '../../dev/data/hostile/hostile-learners.ts';
import { COLUMNS } from '../../report/columns.ts';
import type { Manifest } from '../../report/manifest.ts';
import { manifestFacts } from '../../report/manifest-table.ts';
import { csvOf, readReportFile } from '../../report/report-file.ts';
import { note } from '../faults/seen.ts';
import { demoSource } from '../support/cassandra-demo.ts';
import { readByCsvParse, readByGo } from '../support/e2e-csv.ts';
import { readsAsFormula, unprotected } from '../support/reads-as-formula.ts';
import { EXPECTED, EXPECTED_IN_FULL } from './hostile-cells.ts';
import { recordExpectedOf } from './hostile-record.ts';
import { withoutPardon, withoutQuotes } from './poison-let-in.ts';
import { PLAIN_REASONS, REASONS } from './poison-reasons.ts';
import { build, prepare, write } from './whole-report.ts';
import { attempt, newReport, workbench, type Workbench } from './workbench.ts';

/** The hostile batch on the real Cassandra, through the real steps: it must never abort a report, and no cell may be off. */

// Written and read once for the whole file: 20 s on a quiet machine, most of it the writing.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const OPTIONS = { learners: 3_000, hostile: true };
const batch: DemoBatch = demoBatch(OPTIONS);
const hostile = [...hostileLearners(batch)];

let bench: Workbench;
let report: ReportIdentity;
let built: AssembleReportResult;
let file: Buffer;
let manifest: Manifest;
let records: string[][];
let prepared: PrepareReportResult | undefined;
beforeAll(async () => {
  bench = await workbench();
  await writeDemoData(bench.own.client, OPTIONS);
  report = newReport(bench, { courseId: batch.courseId, batchId: batch.batchId });
  built = await build(bench.deps, report);
  ({ file, manifest } = await fileOf(bench.deps, report, built));
  records = readByCsvParse(file);
});
afterAll(() => bench.close());

async function fileOf(deps: Dependencies, { reportId }: ReportIdentity, { file: object }: AssembleReportResult) {
  const reportFile = await readReportFile(deps.store, reportId, object);
  const pieces: Uint8Array[] = [];
  for await (const piece of csvOf(deps.store, reportId, reportFile)) pieces.push(piece);
  return { file: Buffer.concat(pieces), manifest: reportFile.manifest };
}

/** User ids of the batch by a query of our own, with what decides about a row. */
async function enrolmentsByQuery(): Promise<{ userId: string; active: boolean | null }[]> {
  const query = 'SELECT userid, active FROM sunbird_courses.report_user_enrolments WHERE batchid = ? AND courseid = ?';
  const { rows } = await bench.own.client.execute(query, [batch.batchId, batch.courseId], { fetchSize: 100_000 });
  return rows.map((row) => ({ userId: row['userid'], active: row['active'] }));
}

describe('poison in the rows of the platform', () => {
  describe('the file', () => {
    test('has a row for every active enrolment but those without a user id, in the order of the ids', async () => {
      const active = (await enrolmentsByQuery()).filter((one) => one.active === true);
      const learners = active.filter(({ userId }) => userId.trim() !== '');
      expect(learners).toHaveLength(batch.activeLearners);
      expect(records.slice(1).map((record) => unprotected(record[1] ?? ''))).toEqual(
        learners.map(({ userId }) => userId.trim()),
      );
      expect(built.rows).toBe(batch.activeLearners);
    });

    test('is the same for two readers, of which one is no JavaScript: twelve fields in each record', async () => {
      expect(records[0]).toEqual([...COLUMNS]);
      expect(new Set(records.map((record) => record.length))).toEqual(new Set([12]));
      const folder = mkdtempSync(join(tmpdir(), 'course-report-hostile-'));
      try {
        writeFileSync(join(folder, 'hostile.csv'), file);
        const byGo = JSON.stringify(await readByGo(join(folder, 'hostile.csv')));
        expect(byGo === JSON.stringify(records).replaceAll(String.raw`\r\n`, String.raw`\n`)).toBe(true);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    test('has no cell that a spreadsheet would read as a formula', () => {
      const formulas = records.flat().filter(readsAsFormula);
      expect(formulas).toEqual([]);
      // The test can fail: without their apostrophes some would be.
      expect(records.flat().map(unprotected).filter(readsAsFormula).length).toBeGreaterThan(100);
    });

    test('is valid UTF-8 behind its byte order mark', () => {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
      expect(text.startsWith(`\ufeff${COLUMNS.join(',')}\r\n`)).toBe(true);
      expect(createHash('sha256').update(file).digest('hex')).toBe(built.sha256);
    });
  });

  describe('the manifest', () => {
    test('explains every enrolment that has no row', async () => {
      const enrolments = await enrolmentsByQuery();
      const blank = batch.hostile?.blankUserIds ?? 0;
      expect(manifest).toMatchObject({
        enrolments: enrolments.length,
        active: batch.activeLearners + blank,
        inactive: batch.inactive,
        blankUserIds: blank,
        rows: batch.activeLearners,
        absent: [],
      });
      expect(manifestFacts(manifest)).toContainEqual(['Enrolments without a user ID, not in it', String(blank)]);
    });

    test('explains every blank cell, column by column', () => {
      for (const [no, column] of COLUMNS.entries()) {
        const blank = records.slice(1).filter((record) => record[no] === '').length;
        const reasons = Object.values(manifest.blanks[column] ?? {});
        expect([column, reasons.reduce((sum, n) => sum + n, 0)]).toEqual([column, blank]);
      }
      expect(manifest.blanks['Enrollment Date']?.unreadableDate).toBeGreaterThan(20);
      expect(manifest.blanks['District Name']?.unknownLocation).toBeGreaterThan(3);
      expect(manifest.blanks['Email ID']?.notMasked).toBeGreaterThan(10);
    });

    test('counts the cells that were defused', () => {
      const defused = records
        .slice(1)
        .flat()
        .filter((cell) => readsAsFormula(unprotected(cell)) && cell.startsWith("'"));
      const hadOneAlready = hostile.filter((one) => one.case.name === 'apostropheAlready');
      expect(manifest.cellsProtected).toBe(defused.length - hadOneAlready.length);
    });

    test('can be told to the mentor and read by a program, whatever moments were stored', () => {
      const newest = manifestFacts(manifest).find(([label]) => label === 'Newest activity in it')?.[1];
      expect(newest).toMatch(/^\d\d\/\d\d\/2026, \d\d:\d\d IST$/);
      expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest);
    });
  });

  describe.each(Object.keys(EXPECTED) as HostileGroup[])('what the file says where poison is in: %s', (group) => {
    test.each(NAMED_CASES.filter((one) => one.group === group))('$name', ({ name }) => {
      const learners = hostile.filter((one) => one.case.group === group && one.case.name === name);
      expect(learners.length).toBeGreaterThan(3);
      for (const learner of learners) {
        expect(recordOf(learner)).toEqual(recordExpectedOf(learner));
      }
    });
  });

  test('a row is the same whoever shares its page', async () => {
    for (const learner of hostile.slice(0, NAMED_CASES.length).filter((one) => one.case.group === 'location')) {
      const alone = await rowAlone(learner);
      expect([learner.case.name, alone]).toEqual([learner.case.name, recordOf(learner)]);
    }
  });

  test('the report is mailed, with nothing of the batch’s name in its headers but the subject', async () => {
    const delivered = await attempt(bench.deps, 'deliverReport', {
      ...report,
      file: built.file,
      windowMs: 60_000,
      sendStartedMs: report.runStartedMs + 2_000,
    });
    expect(delivered).toMatchObject({ replyCode: 250 });
    const [mail, ...more] = bench.smtp.mails();
    expect(more).toEqual([]);
    expect(mail?.to).toEqual([CAST.mentor.address]);
    const parsed = await simpleParser(mail?.message ?? '');
    expect(parsed.headers.has('bcc')).toBe(false);
    expect(parsed.attachments.map(({ content }) => content.equals(file))).toEqual([true]);
    note(`${records.length - 1} rows of ${NAMED_CASES.length} kinds of poison, mails: 1`);
    expect(parsed.text).toContain('Enrolments without a user ID');
  });

  test('in full mode a contact is printed that decrypts, and one that does not stays masked', async () => {
    const source = demoSource(bench.own.client, { withContacts: true });
    const settings = { ...bench.deps.settings, contacts: 'full' as const };
    const deps = { ...bench.deps, source, settings };
    const full = newReport(bench, { courseId: batch.courseId, batchId: batch.batchId });
    const read = readByCsvParse((await fileOf(deps, full, await build(deps, full))).file);
    for (const [name, cells] of Object.entries(EXPECTED_IN_FULL)) {
      const learners = hostile.filter((one) => one.case.name === name && one.case.group === 'contact');
      expect(learners.length).toBeGreaterThan(3);
      for (const learner of learners) expect(recordOf(learner, read)).toEqual(recordExpectedOf(learner, cells));
    }
  });

  describe.each(Object.entries(REASONS))('what the manifest counts where poison is: %s', (which, reasons) => {
    test('each blank cell by its reason', async () => {
      const { tally } = await pageOf(learnerOf(which));
      expect(tally).toMatchObject({ rows: 1, active: 1 });
      const told = Object.entries(tally.blanks).map(([column, counts]) => [column, Object.keys(counts)[0]]);
      expect(Object.fromEntries(told)).toEqual({ ...PLAIN_REASONS, ...reasons });
    });
  });

  test('counter-proof: without quotes a name with a line break and commas makes two records of one', async () => {
    const { object } = await pageOf(learnerOf('name: newRecord'), withoutQuotes(bench.deps));
    const page = await bench.deps.store.readText(report.reportId, object);
    expect(() => readByCsvParse(Buffer.from(page))).toThrow(/record length/i);
    expect(parse(page, { relax_column_count: true })).toHaveLength(2);
  });

  test('counter-proof: a rule that throws where a place is unknown ends the report', async () => {
    const learner = learnerOf('location: unknownIdsAlone');
    await expect(pageOf(learner, withoutPardon(bench.deps))).rejects.toMatchObject({ type: 'Unexpected' });
  });
});

function recordOf({ userId }: HostileLearner, among = records): string[] | undefined {
  return among.find((record) => unprotected(record[1] ?? '') === userId.trim());
}

function learnerOf(which: string): HostileLearner {
  const learner = hostile.find((one) => `${one.case.group}: ${one.case.name}` === which);
  if (learner === undefined) throw new Error(`there is no ${which}`);
  return learner;
}

/** A page with nobody but her. */
async function pageOf({ userId }: HostileLearner, deps = bench.deps): Promise<WritePageResult> {
  prepared ??= await prepare(bench.deps, report);
  return write(deps, report, prepared, 1, { after: before(userId), upTo: userId });
}

async function rowAlone(learner: HostileLearner): Promise<string[] | undefined> {
  const { object } = await pageOf(learner);
  const [record, ...more] = readByCsvParse(Buffer.from(await bench.deps.store.readText(report.reportId, object)));
  expect(more).toEqual([]);
  return record;
}

/** A key just before this one: UUIDs are far apart. */
function before(userId: string): string {
  return userId.slice(0, -1);
}
