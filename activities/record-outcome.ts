import { activityInfo, log } from '@temporalio/activity';
import { errorText } from '../report/errors.ts';
import { csvFileName } from '../report/file-name.ts';
import type { LedgerEntry } from '../report/ledger-entry.ts';
import type { RecordOutcomeInput } from './api.ts';
import { countLatest } from './count-download.ts';
import { countEnding } from './count-ending.ts';
import type { Dependencies } from './dependencies.ts';

/** Writes how the report ended; the last word of a run, and the first thing that everybody reads. */
export async function recordOutcome(deps: Dependencies, input: RecordOutcomeInput): Promise<void> {
  await writeOutcome(deps, input);
  if (input.outcome === 'sent') await countLatest(deps, input.reportId);
}

async function writeOutcome(deps: Dependencies, input: RecordOutcomeInput): Promise<void> {
  const { reportId, outcome, errorCode, finishedAtMs, sending } = input;
  tellOperators(input);
  const errorSentence = errorCode === null ? null : errorText(errorCode, input.errorHoles);
  const ending = { outcome, errorCode, errorText: errorSentence, finishedAtMs, deliver: input.deliver, ...sending };
  if ((await entryToCount(deps, input)) !== null) return deps.ledger.update(reportId, ending);
  // The run ended before its first step: no worker was there in time.
  await deps.ledger.open({
    form: null,
    possibleDuplicate: false,
    ...ending,
    reportId,
    courseId: input.courseId,
    batchId: input.batchId,
    requesterId: input.requesterId,
    runId: activityInfo().workflowExecution?.runId ?? '',
    tenantId: null,
    stage: 'waiting',
    requestedAtMs: input.requestedAtMs,
    deadlineAtMs: input.deadlineAtMs,
    fileName: csvFileName(input.batchId, input.requestedAtMs),
    file: null,
    manifest: null,
    contacts: deps.settings.contacts,
    sentToMark: null,
  });
}

/**
 * Somebody may have to mend something: a mail server that refuses us, or was away to the end, is seen nowhere else. Said
 * before the ledger is written, which may be what needs mending.
 */
function tellOperators({ reportId, outcome, errorCode, errorHoles }: RecordOutcomeInput): void {
  if (outcome !== 'failed' && outcome !== 'late') return;
  log.error('a report ended without a confirmed mail', { reportId, outcome, code: errorCode, ...errorHoles });
}

/** The first attempt counts the ending, whatever comes of it: a ledger that is away must not hide a late report. */
async function entryToCount(deps: Dependencies, input: RecordOutcomeInput): Promise<LedgerEntry | null> {
  let entry: LedgerEntry | null = null;
  try {
    entry = await deps.ledger.entry(input.reportId);
  } finally {
    if (activityInfo().attempt === 1) countEnding(deps.metrics, input, entry);
  }
  return entry;
}
