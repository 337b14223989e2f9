import type { LedgerEntry } from '../report/ledger-entry.ts';
import { NO_TENANT, type Metrics } from '../report/metrics.ts';
import type { RecordOutcomeInput } from './api.ts';

/** @param entry what the ledger knows of the report; `null` also when the ledger cannot be read */
export function countEnding(metrics: Metrics, input: RecordOutcomeInput, entry: LedgerEntry | null): void {
  const { outcome, sending, requestedAtMs, finishedAtMs } = input;
  const tenant = entry?.tenantId ?? NO_TENANT;
  metrics.count('course_report_ended_total', { outcome, tenant });
  // A run that found the mail sent by a former one has sent nothing itself.
  if (sending === null || (outcome !== 'sent' && outcome !== 'kept')) return;
  metrics.count('course_report_rows_total', { tenant }, entry?.manifest?.rows ?? 0);
  metrics.count('course_report_bytes_total', { tenant }, entry?.manifest?.bytes ?? 0);
  if (outcome === 'kept') return;
  metrics.observe('course_report_request_to_sent_seconds', { tenant }, (finishedAtMs - requestedAtMs) / 1_000);
}
