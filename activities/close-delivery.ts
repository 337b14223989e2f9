import { activityInfo } from '@temporalio/activity';
import { closingOf, type Delivery } from '../report/delivery.ts';
import type { CloseDeliveryInput, CloseDeliveryResult } from './api.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Gives up sending, so that no mail of this run can follow the one that says "not ready".
 *
 * @returns what became of the mail by then: it may be out
 */
export async function closeDelivery(deps: Dependencies, input: CloseDeliveryInput): Promise<CloseDeliveryResult> {
  for (;;) {
    const latest = await deps.deliveries.latest(input.reportId, 'report');
    if (latest === null) {
      if (await deps.deliveries.add(neverOpened(input)))
        return { state: 'closed', form: null, possibleDuplicate: false };
      continue;
    }
    const closed = closingOf(latest);
    if (closed === null) return resultOf(latest);
    if (await deps.deliveries.replace(latest, closed)) return resultOf(closed);
  }
}

function resultOf({ state, form, possibleDuplicate }: Delivery): CloseDeliveryResult {
  if (state === 'claimed' || state === 'dot')
    throw new Error('a delivery that is under way cannot be the end of closing');
  return { state, form: state === 'closed' || state === 'refused' ? null : form, possibleDuplicate };
}

function neverOpened({ reportId, runStartedMs, nowMs }: CloseDeliveryInput): Delivery {
  const runId = activityInfo().workflowExecution?.runId ?? '';
  return {
    reportId,
    subject: 'report',
    no: 1,
    state: 'closed',
    owner: 'ending',
    runId,
    runStartedMs,
    form: 'none',
    messageId: '',
    dateMs: nowMs,
    possibleDuplicate: false,
    reply: null,
  };
}
