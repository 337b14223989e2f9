import { ActivityCancellationType, proxyActivities, type ActivityOptions } from '@temporalio/workflow';
import type { ReportActivities } from '../activities/api.ts';

/**
 * No `scheduleToClose` on steps inside the deadline: the server fails an activity as soon as its next back-off would pass
 * it, which gives up at half time. The workflow's own timer is the only deadline.
 */
const RETRY = {
  initialInterval: '1s',
  backoffCoefficient: 2,
  // A server that comes back is used within half a minute.
  maximumInterval: '30s',
} as const;

/**
 * TRY_CANCEL: at the deadline the run must not wait for the next heartbeat of a step whose result nobody will read;
 * waiting cost 16 to 24 s of the reserve, this 2 s.
 */
const READING = {
  retry: RETRY,
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  // A dead worker is seen in this time; steps beat at least every 5 s.
  heartbeatTimeout: '25s',
} as const;

/** A few single-row reads: seconds at the worst healthy time. */
const SHORT_READS = { ...READING, startToCloseTimeout: '60s' } as const;

export const { prepareReport } = proxyActivities<ReportActivities>({
  ...SHORT_READS,
  summary: 'May she have it, and whose course is it',
});

export const { prepareResend } = proxyActivities<ReportActivities>({
  ...SHORT_READS,
  summary: 'Is the file there, and may she have it',
});

/** Steps after the tenant is known carry it as fairness key, so that one big tenant does not starve the others. */
export function readingSteps(tenantId: string | null) {
  const fair = { priority: { fairnessKey: tenantId ?? 'no-tenant' } };
  return proxyActivities<ReportActivities>({
    ...READING,
    ...fair,
    // 5,000 learners take about a second; a minute is a cluster in trouble, and the attempt after it reads smaller.
    startToCloseTimeout: '2m',
  });
}

/** Tried again as often as it takes: the line says when (report/reading-line.ts). */
export function turnSteps(tenantId: string | null) {
  return proxyActivities<ReportActivities>({
    ...SHORT_READS,
    priority: { fairnessKey: tenantId ?? 'no-tenant' },
    summary: 'Waits until fewer reports of the organisation are being read',
  });
}

/** One pass over the stored parts: 20 MB a lakh, 200 MB for a million learners. */
export function assemblySteps(tenantId: string | null, summary: string) {
  const fair = { priority: { fairnessKey: tenantId ?? 'no-tenant' } };
  return proxyActivities<ReportActivities>({ ...READING, ...fair, startToCloseTimeout: '5m', summary });
}

/**
 * Retried safely: whoever comes second finds in the ledger what the first has done. WAIT_CANCELLATION_COMPLETED, because
 * between the final dot and the answer nobody else knows the truth; the attempt ends by itself inside its window.
 */
export function deliverySteps(tenantId: string | null, windowMs: number, summary: string) {
  return proxyActivities<ReportActivities>({
    retry: RETRY,
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    heartbeatTimeout: '25s',
    startToCloseTimeout: windowMs + 15_000,
    priority: { fairnessKey: tenantId ?? 'no-tenant' },
    summary,
  });
}

/**
 * Short steps of an ending. Here `scheduleToClose` is right: an ending that cannot write its word still ends the run,
 * whose failure then tells the story.
 */
export function endingSteps(windowMs: number, summary: string) {
  const options: ActivityOptions = {
    retry: { ...RETRY, maximumInterval: '5s' },
    startToCloseTimeout: Math.min(20_000, windowMs),
    scheduleToCloseTimeout: windowMs,
    summary,
  };
  return proxyActivities<ReportActivities>(options);
}

/** Attempted once only: nothing keeps a second attempt from sending a second mail. */
export function lastTry(windowMs: number, summary: string) {
  return proxyActivities<ReportActivities>({
    retry: { maximumAttempts: 1 },
    startToCloseTimeout: windowMs,
    scheduleToCloseTimeout: windowMs,
    summary,
  });
}
