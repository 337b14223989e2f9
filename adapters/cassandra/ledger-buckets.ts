import type { LedgerEntry, LedgerFilter } from '../../report/ledger-entry.ts';

const DAY_MS = 86_400_000;
/** As long as rows live. */
const DAYS_BACK = 400;

/** The lists that a report stands in. A day of all and a month of one tenant keep partitions small. */
export function bucketsOf({ courseId, batchId, tenantId, requestedAtMs }: LedgerEntry): string[] {
  const tenant = tenantId === null ? [] : [`tenant/${tenantId}/${monthOf(requestedAtMs)}`];
  return [`batch/${courseId}/${batchId}`, `day/${dayOf(requestedAtMs)}`, ...tenant];
}

/** The lists to read for a filter, newest first. */
export function newestBuckets({ batch, tenantId }: LedgerFilter, nowMs: number): string[] {
  if (batch !== undefined) return [`batch/${batch.courseId}/${batch.batchId}`];
  // A day more than now: the worker that wrote a row may have a clock that is ahead.
  const days = Array.from({ length: DAYS_BACK + 2 }, (_, back) => nowMs + (1 - back) * DAY_MS);
  if (tenantId === undefined) return days.map((ms) => `day/${dayOf(ms)}`);
  return [...new Set(days.map((ms) => `tenant/${tenantId}/${monthOf(ms)}`))];
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function monthOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 7);
}
