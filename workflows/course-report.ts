import { defineQuery, defineSignal, setHandler } from '@temporalio/workflow';
import type { AssembleReportResult } from '../activities/api.ts';
import {
  ALSO_MAIL,
  REPORT_STATUS,
  type CourseReportInput,
  type CourseReportResult,
  type LiveStatus,
} from './contract.ts';
import { endAsAlreadyDelivered, endAsKept, endAsSent, endUnhappily } from './endings.ts';
import { readPages, tallyOf } from './read-pages.ts';
import { ReportRun } from './run.ts';
import { assemblySteps, deliverySteps, prepareReport, readingSteps, turnSteps } from './steps.ts';
import { until } from './time-box.ts';
import { utcTime } from './utc-time.ts';
import { whileWatching } from './watch.ts';

const reportStatus = defineQuery<LiveStatus>(REPORT_STATUS);
const alsoMail = defineSignal(ALSO_MAIL);

/**
 * One report from request to mail. Completes when the report was sent or is kept in the portal; every other ending fails
 * the workflow, and its failure tells the whole story.
 */
export async function courseReport(input: CourseReportInput): Promise<CourseReportResult> {
  const run = new ReportRun(input);
  setHandler(reportStatus, () => run.live());
  setHandler(alsoMail, () => run.alsoMail());
  run.announce();
  try {
    return await whileWatching(run, () => story(run));
  } catch (error) {
    return await endUnhappily(run, error);
  }
}

async function story(run: ReportRun): Promise<CourseReportResult> {
  const report = await until(run.deadlines.readUntilMs, 'The file must be built', () => build(run));
  if (report === null) return endAsAlreadyDelivered(run);
  run.report = report;
  if (run.deliver === 'portal') {
    const kept = await endAsKept(run);
    // A mail request may have joined while the word was written; then it gets its mail.
    if (run.stillForPortal()) return kept;
  }
  const delivered = await until(run.deadlines.sendUntilMs, 'The mail must be out', () => deliver(run, report));
  return endAsSent(run, delivered);
}

/** @returns null when a former run of this report has handed its mail over: then nothing is built or sent again */
async function build(run: ReportRun): Promise<AssembleReportResult | null> {
  run.begin('prepareReport');
  const { requestedAtMs } = run;
  const prepared = await prepareReport({
    ...run.identity,
    requestedAtMs,
    deadlineAtMs: run.deadlines.deadlineMs,
  });
  run.prepared = prepared;
  if (prepared.delivered !== null) return null;

  run.begin('awaitTurn');
  run.enter('reading');
  const { turn } = prepared;
  if (turn?.hasCome === false) await turnSteps(prepared.tenantId).awaitTurn(turn.place);

  run.begin('listPages');
  const readFromMs = Date.now();
  const pages = await readPages(run, prepared, readingSteps(prepared.tenantId));

  run.begin('assembleReport');
  run.enter('assembling');
  const { reportId, courseId, batchId } = run.input;
  const tally = tallyOf(pages);
  const summary = `Puts ${pages.length} pages together, ${tally.rows} rows`;
  return assemblySteps(prepared.tenantId, summary).assembleReport({
    reportId,
    courseId,
    batchId,
    fileName: prepared.fileName,
    parts: pages.map((page) => page.object),
    tally,
    readFromMs,
    readToMs: Date.now(),
    ...(turn && { place: turn.place }),
  });
}

async function deliver(run: ReportRun, report: AssembleReportResult) {
  run.begin('deliverReport');
  run.enter('sending');
  const nowMs = Date.now();
  const windowMs = run.deadlines.sendUntilMs - nowMs;
  const summary = `Mails ${report.rows} rows, tries until ${utcTime(run.deadlines.sendUntilMs)}`;
  return deliverySteps(run.prepared?.tenantId ?? null, windowMs, summary).deliverReport({
    ...run.identity,
    file: report.file,
    windowMs,
    sendStartedMs: nowMs,
  });
}
