import type { LedgerFilter } from '../report/ledger-entry.ts';
import type { Ledger, LiveReports } from '../report/ports.ts';
import { checkId } from '../report/request.ts';
import type { ReportStatus } from '../report/status.ts';
import { reportStatus, statusOfEntry } from './status.ts';

/**
 * Reports, newest first; those that have not ended are asked for where they stand. Stop reading when you have enough.
 *
 * @throws ReportError IdInvalid, StoreUnavailable
 */
export async function* listReports(
  ledger: Ledger,
  live: LiveReports,
  filter: LedgerFilter,
): AsyncGenerator<ReportStatus> {
  const { batch, tenantId } = filter;
  if (batch !== undefined) checkId(batch.courseId, 'course id');
  if (batch !== undefined) checkId(batch.batchId, 'batch id');
  if (tenantId !== undefined) checkId(tenantId, 'tenant id');
  for await (const entry of ledger.list(filter)) {
    yield entry.outcome === null ? await reportStatus(ledger, live, entry.reportId) : statusOfEntry(entry);
  }
}
