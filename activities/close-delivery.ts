import { activityInfo } from '@temporalio/activity';
import { claimOf, closingOf, leftOf, type Attempt, type Delivery } from '../report/delivery.ts';
import type { CloseDeliveryInput, CloseDeliveryResult } from './api.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Gives up sending, so that no mail of this run can follow the one that says "not ready".
 *
 * @returns what became of the mail by then: it may be out
 */
export async function closeDelivery(deps: Dependencies, input: CloseDeliveryInput): Promise<CloseDeliveryResult> {
  const resendId = input.resendId ?? null;
  const runId = activityInfo().workflowExecution?.runId ?? '';
  const attempt = { owner: 'ending', runId, runStartedMs: input.runStartedMs, form: 'none' as const, resendId };
  for (;;) {
    const latest = await deps.deliveries.latest(input.reportId, 'report');
    if (resendId !== null && latest?.resendId !== resendId) return NOT_OPENED;
    const claim = claimOf(latest, attempt);
    // An attempt of this run that is still alive could take that number: it is taken here, closed.
    if (claim.act === 'open') {
      if (await deps.deliveries.add(neverOpened(input, attempt, claim.no))) return NOT_OPENED;
      continue;
    }
    if (latest === null) return NOT_OPENED;
    if (latest.resendId !== resendId) return besides(latest);
    const closed = closingOf(latest, resendId);
    if (closed === null) return resultOf(latest);
    if (await deps.deliveries.replace(latest, closed)) return resultOf(closed);
  }
}

const NOT_OPENED: CloseDeliveryResult = { state: 'closed', form: null, possibleDuplicate: false };

/** A re-send stands there, which is not the report's to close: what has left counts all the same. */
function besides(resend: Delivery): CloseDeliveryResult {
  return { ...NOT_OPENED, state: leftOf(resend) ?? 'closed' };
}

function resultOf({ state, form, possibleDuplicate }: Delivery): CloseDeliveryResult {
  if (state === 'claimed' || state === 'dot')
    throw new Error('a delivery that is under way cannot be the end of closing');
  return { state, form: state === 'closed' || state === 'refused' ? null : form, possibleDuplicate };
}

function neverOpened({ reportId, nowMs }: CloseDeliveryInput, attempt: Attempt, no: number): Delivery {
  return {
    ...attempt,
    reportId,
    subject: 'report',
    no,
    state: 'closed',
    messageId: '',
    dateMs: nowMs,
    possibleDuplicate: false,
    reply: null,
    leftBefore: null,
  };
}
