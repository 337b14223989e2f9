import type { Ledger } from '../report/ports.ts';

/**
 * Writes down that the requester has fetched the whole file. The first time counts; two fetches that end at once may both
 * write, which leaves the later of two moments.
 *
 * @throws ReportError StoreUnavailable
 */
export async function recordFetch(ledger: Ledger, reportId: string, atMs: number): Promise<void> {
  const entry = await ledger.entry(reportId);
  if (entry !== null && entry.fetchedAtMs === undefined) await ledger.update(reportId, { fetchedAtMs: atMs });
}
