import { activityInfo, cancellationSignal } from '@temporalio/activity';
import { mailSize } from '../report/attachment-size.ts';
import { noticeMessage } from '../report/notice.ts';
import type { LedgerEntry } from '../report/ledger-entry.ts';
import type { NotifyRequesterInput } from './api.ts';
import type { Dependencies } from './dependencies.ts';
import { sendFenced } from './fenced-send.ts';
import { timeLeft } from './time-left.ts';

/** The mail that says why there is no report; fenced like the report itself, so that it comes once. */
export async function notifyRequester(deps: Dependencies, input: NotifyRequesterInput): Promise<void> {
  const leftMs = timeLeft(input.windowMs);
  const requester = await deps.source.requester(input.requesterId);
  const to = deps.mailer.addressIn(requester?.address ?? null);
  // Nobody to tell: the page and the ledger say it.
  if (to === null) return;
  const [batch, entry] = await Promise.all([deps.source.batch(input), deps.ledger.entry(input.reportId)]);
  const { attempt, workflowExecution } = activityInfo();
  const { portalUrl, retentionMs } = deps.settings;
  const batchName = batch?.name ?? null;
  const message = noticeMessage({ ...input, batchName, hasFile: canBeFetched(entry), portalUrl, retentionMs });
  const letter = {
    reportId: input.reportId,
    subject: 'notice' as const,
    runId: workflowExecution?.runId ?? '',
    runStartedMs: input.runStartedMs,
    dateMs: input.nowMs,
    leftMs,
    attempt,
    forms: ['none'] as const,
    mail: async ({ messageId, dateMs }: { messageId: string; dateMs: number }) => {
      return { to, messageId, dateMs, ...message, attachment: null, size: mailSize(0) };
    },
  };
  await sendFenced(deps, letter, cancellationSignal());
}

/** The word of this run is written before she is told: a file that was found damaged is no file. */
function canBeFetched(entry: LedgerEntry | null): boolean {
  return entry !== null && entry.file !== null && entry.errorCode !== 'StoredObjectDamaged';
}
