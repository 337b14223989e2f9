import { DefaultLogger } from '@temporalio/worker';
import type { AssembleReportInput, ReportIdentity } from '../../activities/api.ts';
import { createDirectories } from '../../activities/directories.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { openDownload } from '../../archive/download.ts';
import type { KeyRange } from '../../report/ports.ts';
import type { PlaceInLine } from '../../report/reading-line.ts';
import { emptyTally } from '../../report/tally.ts';
import { SMALL_CSV, smallReport } from './small-report.ts';
import { HALF_AN_HOUR_MS, listAll, prepare, write } from './whole-report.ts';
import { attempt, downloadsOf, newReport, type AttemptInfo, type StepName, type Workbench } from './workbench.ts';

/** A step that is about to begin; what came before was done by the living. */
interface Begun {
  readonly report: ReportIdentity;
  readonly step: (deps: Dependencies, info: AttemptInfo) => Promise<unknown>;
  /** What is left of it, for everybody to see. */
  readonly seen: () => Promise<unknown>;
}

export interface Story {
  readonly step: StepName;
  readonly when?: string;
  /** Ports of another installation. */
  readonly ports?: (real: Dependencies) => Dependencies;
  readonly begin: (bench: Workbench) => Promise<Begun>;
}

const RUN_STARTED_MS = Date.parse('2026-07-01T12:00:00Z');
const FINISHED_MS = RUN_STARTED_MS + 60_000;

/** The first learners are enough: every look-up is made for them. */
const LEARNERS = 60;

/** A process that has cached nothing; settings with which every look-up and every object is made. */
function afresh(deps: Dependencies): Dependencies {
  const settings = { ...deps.settings, attachmentMaxBytes: 100, contacts: 'full' as const };
  return { ...deps, settings, directories: createDirectories(deps.source) };
}

/** An installation whose batches only an index can find. */
function unordered(deps: Dependencies): Dependencies {
  const { source } = deps;
  const isOrdered = async () => false;
  const userIds: typeof source.userIds = async function* (key, signal) {
    for await (const some of source.enrolments(key, ALL, signal)) yield some.map(({ userId }) => userId);
  };
  return { ...deps, source: { ...source, isOrdered, userIds } };
}

const ALL: KeyRange = { after: null, upTo: null };

const aReport = (bench: Workbench) => newReport(bench, { runStartedMs: RUN_STARTED_MS });
const aSmallReport = (bench: Workbench) => smallReport(bench, { runStartedMs: RUN_STARTED_MS });
const entryOf = ({ deps }: Workbench, { reportId }: ReportIdentity) => deps.ledger.entry(reportId);
/** What is said to operators is no matter here. */
export const SILENT = new DefaultLogger('ERROR', () => undefined);

const nothing = async () => null;

async function timesListed({ deps, batch }: Workbench, { reportId }: ReportIdentity): Promise<number> {
  let times = 0;
  for await (const entry of deps.ledger.list({ batch })) if (entry.reportId === reportId) times += 1;
  return times;
}

async function firstRange({ deps, batch }: Workbench): Promise<KeyRange> {
  const { lastUserId } = await deps.source.stepOver(batch, null, LEARNERS);
  return { after: null, upTo: lastUserId };
}

async function rowsOf({ own, cassandra }: Workbench, table: string, { reportId }: ReportIdentity): Promise<number> {
  const query = `SELECT object_id FROM ${own.keyspace}.${table} WHERE report_id = ? ALLOW FILTERING`;
  return (await cassandra.execute(query, [reportId])).rowLength;
}

/** One mail, or two equal ones that are said to be possible duplicates. */
async function mailsOf({ deps, smtp }: Workbench, { reportId }: ReportIdentity, subject: 'report' | 'notice') {
  await smtp.allClosed();
  const row = await deps.deliveries.latest(reportId, subject);
  const mails = smtp.mails().filter(({ messageId }) => messageId === row?.messageId);
  const areEqual = mails.every(({ message }) => message.equals(mails[0]?.message ?? Buffer.of()));
  const isOne = mails.length === 1 || (mails.length === 2 && row?.possibleDuplicate);
  return { state: row?.state, areEqual, isOne };
}

/** The mail is out, and the store did not take that it was: its download is still to be counted. */
async function sentUncounted(bench: Workbench) {
  const small = await aSmallReport(bench);
  const downloads = { ...bench.deps.downloads, mailed: () => Promise.reject(new Error('away')) };
  await attempt({ ...bench.deps, downloads }, 'deliverReport', small.toDeliver, { logger: SILENT });
  return small;
}

async function claimed(bench: Workbench) {
  const small = await aSmallReport(bench);
  const mailer = { ...bench.deps.mailer, send: async () => ({ kind: 'notSent' as const }) };
  await attempt({ ...bench.deps, mailer }, 'deliverReport', small.toDeliver).catch(() => undefined);
  return small;
}

function assembly(report: ReportIdentity, parts: AssembleReportInput['parts']): AssembleReportInput {
  const tally = { ...emptyTally(), enrolments: 3, active: 3, rows: 3 };
  const times = { readFromMs: RUN_STARTED_MS, readToMs: RUN_STARTED_MS + 1_000 };
  return { ...report, fileName: 'course-progress.csv', parts, tally, ...times, place: placeOf(report) };
}

/** In a line of its own. */
function placeOf({ reportId }: ReportIdentity): PlaceInLine {
  return { tenantId: reportId, reportId, requestedAtMs: RUN_STARTED_MS };
}

const lastWord = (report: ReportIdentity) => ({
  ...report,
  outcome: 'sent' as const,
  errorCode: null,
  errorHoles: {},
  requestedAtMs: RUN_STARTED_MS,
  deadlineAtMs: RUN_STARTED_MS + HALF_AN_HOUR_MS,
  finishedAtMs: FINISHED_MS,
  sending: { form: 'csv' as const, possibleDuplicate: false },
});

const closing = (report: ReportIdentity) => ({ ...report, nowMs: FINISHED_MS });

/** Every step of a report but deliverReport, which has a file of its own, and the nightly count. */
export const STORIES: readonly Story[] = [
  {
    step: 'prepareReport',
    begin: async (bench) => {
      const report = aReport(bench);
      const seen = async () => [await entryOf(bench, report), await timesListed(bench, report)];
      return { report, step: (deps) => prepare(afresh(deps), report), seen };
    },
  },
  {
    step: 'awaitTurn',
    begin: async (bench) => {
      const report = aReport(bench);
      const place = placeOf(report);
      return { report, step: (deps) => attempt(deps, 'awaitTurn', place), seen: () => bench.deps.lines.look(place) };
    },
  },
  {
    step: 'listPages',
    begin: async (bench) => {
      const report = aReport(bench);
      return { report, step: (deps) => listAll(deps, report), seen: nothing };
    },
  },
  {
    step: 'listPages',
    when: 'where only an index finds the learners',
    ports: unordered,
    begin: async (bench) => {
      const report = aReport(bench);
      return { report, step: (deps) => listAll(deps, report), seen: nothing };
    },
  },
  {
    step: 'writePage',
    begin: async (bench) => {
      const report = aReport(bench);
      const [prepared, range] = await Promise.all([prepare(bench.deps, report), firstRange(bench)]);
      return { report, step: (deps) => write(afresh(deps), report, prepared, 0, range), seen: nothing };
    },
  },
  {
    step: 'writePage',
    when: 'where only an index finds the learners',
    ports: unordered,
    begin: async (bench) => {
      const report = aReport(bench);
      const prepared = await prepare(bench.deps, report);
      const ids: string[] = [];
      for await (const some of bench.deps.source.enrolments(bench.batch, await firstRange(bench), NEVER))
        ids.push(...some.map(({ userId }) => userId));
      const userIds = await bench.deps.store.write(report.reportId, 'ids', [Buffer.from(JSON.stringify(ids))]);
      const range = { after: null, upTo: null, userIds };
      return { report, step: (deps) => write(afresh(deps), report, prepared, 0, range), seen: nothing };
    },
  },
  {
    step: 'assembleReport',
    begin: async (bench) => {
      const report = aReport(bench);
      await prepare(bench.deps, report);
      const part = await bench.deps.store.write(report.reportId, 'page-0000', [Buffer.from(SMALL_CSV)]);
      const step = async (deps: Dependencies) => {
        const { rows, bytes, sha256 } = await attempt(afresh(deps), 'assembleReport', assembly(report, [part]));
        return { rows, bytes, sha256 };
      };
      const seen = async () => {
        const { sha256, content } = await openDownload(bench.deps.ledger, bench.deps.store, report.reportId);
        let bytes = 0;
        for await (const piece of content) bytes += piece.length;
        const entry = await entryOf(bench, report);
        return [sha256, bytes, entry?.stage, entry?.manifest];
      };
      return { report, step, seen };
    },
  },
  {
    step: 'closeDelivery',
    when: 'before anything was sent',
    begin: async (bench) => {
      const report = aReport(bench);
      const seen = () => bench.deps.deliveries.latest(report.reportId, 'report');
      return { report, step: (deps) => attempt(deps, 'closeDelivery', closing(report)), seen };
    },
  },
  {
    step: 'closeDelivery',
    when: 'of an attempt that is still about to send',
    begin: async (bench) => {
      const { report } = await claimed(bench);
      const seen = async () => (await bench.deps.deliveries.latest(report.reportId, 'report'))?.state;
      return { report, step: (deps) => attempt(deps, 'closeDelivery', closing(report)), seen };
    },
  },
  {
    step: 'notifyRequester',
    begin: async (bench) => {
      const report = aReport(bench);
      const input = { ...closing(report), notice: 'late' as const, windowMs: 20_000 };
      const step = (deps: Dependencies, info: AttemptInfo) => attempt(deps, 'notifyRequester', input, info);
      return { report, step, seen: () => mailsOf(bench, report, 'notice') };
    },
  },
  {
    step: 'notifyRequester',
    // Temporal attempts it once: what it says is no matter here, only that whoever makes it may die.
    when: 'as the last try',
    begin: async (bench) => {
      const report = aReport(bench);
      const input = { ...closing(report), notice: 'late' as const, windowMs: 20_000, isLastTry: true };
      const step = (deps: Dependencies, info: AttemptInfo) =>
        attempt(deps, 'notifyRequester', input, { ...info, logger: SILENT });
      return { report, step, seen: nothing };
    },
  },
  {
    step: 'discardObjects',
    begin: async (bench) => {
      const { report } = await aSmallReport(bench);
      const seen = async () => [
        await rowsOf(bench, 'report_object', report),
        await rowsOf(bench, 'report_chunk', report),
        (await entryOf(bench, report))?.file,
      ];
      return { report, step: (deps) => attempt(deps, 'discardObjects', report), seen };
    },
  },
  {
    step: 'recordOutcome',
    begin: async (bench) => {
      const { report } = await sentUncounted(bench);
      const seen = async () => {
        const { outcome, form, finishedAtMs } = (await entryOf(bench, report)) ?? {};
        return [outcome, form, finishedAtMs, await downloadsOf(bench, report)];
      };
      return { report, step: (deps) => attempt(deps, 'recordOutcome', lastWord(report)), seen };
    },
  },
  {
    step: 'recordOutcome',
    when: 'of a run that never had a worker in time',
    begin: async (bench) => {
      const report = aReport(bench);
      const late = { outcome: 'late', errorCode: 'DeadlineMissed', errorHoles: { step: 'waiting' } } as const;
      const input = { ...lastWord(report), ...late, sending: null };
      const seen = async () => [await entryOf(bench, report), await timesListed(bench, report)];
      return { report, step: (deps, info) => attempt(deps, 'recordOutcome', input, info), seen };
    },
  },
  {
    step: 'prepareResend',
    begin: async (bench) => {
      const { report } = await sentUncounted(bench);
      await bench.deps.ledger.update(report.reportId, { outcome: 'sent', finishedAtMs: FINISHED_MS });
      const input = { ...closing(report), runStartedMs: FINISHED_MS, resendId: 'resend-1' };
      const seen = async () => {
        const { no, state, resendId, dateMs } = (await bench.deps.deliveries.latest(report.reportId, 'report')) ?? {};
        return [no, state, resendId, dateMs];
      };
      const step = async (deps: Dependencies, info: AttemptInfo) => {
        const { file, ...prepared } = await attempt(deps, 'prepareResend', input, info);
        return [file.bytes, prepared];
      };
      return { report, step, seen };
    },
  },
  {
    step: 'recordResend',
    begin: async (bench) => {
      const { report } = await sentUncounted(bench);
      await bench.deps.ledger.update(report.reportId, { outcome: 'failed', errorCode: 'MailRefused', errorText: 'no' });
      const seen = async () => {
        const { outcome, errorCode, errorText, finishedAtMs } = (await entryOf(bench, report)) ?? {};
        return [outcome, errorCode, errorText, finishedAtMs, await downloadsOf(bench, report)];
      };
      return { report, step: (deps) => attempt(deps, 'recordResend', lastWord(report)), seen };
    },
  },
  {
    step: 'refreshBatchFacts',
    begin: async (bench) => {
      const report = aReport(bench);
      const { courseId, batchId } = bench.batch;
      const seen = async () => {
        const own: unknown[] = [];
        for await (const facts of bench.deps.batchFacts.read(courseId))
          own.push(...facts.filter((fact) => fact.batchId === batchId));
        return [own, (await bench.deps.batchFacts.lastWalk())?.startedAtMs];
      };
      const input = { startedAtMs: RUN_STARTED_MS };
      return { report, step: (deps) => attempt(deps, 'refreshBatchFacts', input), seen };
    },
  },
];

const NEVER = new AbortController().signal;
