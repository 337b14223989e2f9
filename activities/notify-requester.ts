import { activityInfo, cancellationSignal } from '@temporalio/activity';
import { mailSize } from '../report/attachment-size.ts';
import { noticeMessage } from '../report/notice.ts';
import type { NotifyRequesterInput } from './api.ts';
import type { Dependencies } from './dependencies.ts';
import { sendFenced } from './fenced-send.ts';
import { timeLeft } from './time-left.ts';
import { sendUnfenced } from './unfenced-send.ts';

/**
 * The mail that says why there is no report; fenced like the report itself, so that it comes once. The last try does without
 * what most of Cassandra's nodes must agree on: the fence, the batch's name, the ledger.
 */
export async function notifyRequester(deps: Dependencies, input: NotifyRequesterInput): Promise<void> {
  const leftMs = timeLeft(input.windowMs);
  const isLastTry = input.isLastTry === true;
  const to = deps.mailer.addressIn(await addressOf(deps, input));
  // Nobody to tell: the page and the ledger say it.
  if (to === null) return;
  const { batchName, hasFile } = isLastTry
    ? { batchName: null, hasFile: input.hasFile === true }
    : await told(deps, input);
  const { attempt, workflowExecution } = activityInfo();
  const { portalUrl, retentionMs } = deps.settings;
  const message = noticeMessage({ ...input, batchName, hasFile, portalUrl, retentionMs });
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
  if (isLastTry) await sendUnfenced(deps, letter, cancellationSignal());
  else await sendFenced(deps, letter, cancellationSignal());
}

async function addressOf(deps: Dependencies, { requesterId, isLastTry }: NotifyRequesterInput): Promise<string | null> {
  if (isLastTry === true) return deps.source.addressInAnyCopy(requesterId);
  return (await deps.source.requester(requesterId))?.address ?? null;
}

/** What the mail names besides. Whether there is a file the run knows, unless a former one has built it. */
async function told(deps: Dependencies, input: NotifyRequesterInput) {
  const hasFile = async () => {
    if (typeof input.hasFile === 'boolean') return input.hasFile;
    const entry = await deps.ledger.entry(input.reportId);
    return entry !== null && entry.file !== null && entry.errorCode !== 'StoredObjectDamaged';
  };
  const [batch, isThere] = await Promise.all([deps.source.batch(input), hasFile()]);
  return { batchName: batch?.name ?? null, hasFile: isThere };
}
