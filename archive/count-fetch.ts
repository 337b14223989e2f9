import type { LedgerEntry } from '../report/ledger-entry.ts';
import type { Downloads, Ledger } from '../report/ports.ts';

/**
 * To be called when a report's file was fetched to its end. The first time counts as a download if no mail carries the
 * file; called again it changes nothing.
 *
 * @param atMs when the fetch ended
 * @throws ReportError StoreUnavailable: not counted yet, the same call later does
 */
export async function countFetch(ledger: Ledger, downloads: Downloads, reportId: string, atMs: number): Promise<void> {
  const entry = await ledger.entry(reportId);
  if (entry !== null && isOnlyToBeFetched(entry)) await downloads.fetched(reportId, atMs);
}

/** Late, failed, refused and cancelled reports never count, though some of them leave a file. */
function isOnlyToBeFetched({ outcome, form }: LedgerEntry): boolean {
  return outcome === 'kept' || (outcome === 'sent' && form === 'none');
}
