import { ReportError } from './errors.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { StoredObject } from './manifest.ts';
import type { Ledger, ReportStore } from './ports.ts';
import type { Outcome } from './status.ts';

/** A refused or cancelled report has nothing that may be fetched; a late or failed one may have its file all the same. */
const WITHOUT_FILE: readonly (Outcome | null)[] = ['refused', 'cancelled'];

/**
 * A report's row, and the object that names its file.
 *
 * @throws ReportError ReportNotFound, ReportNotReady, ReportWithoutFile, ReportExpired, StoreUnavailable
 */
export async function storedFile(
  ledger: Ledger,
  store: ReportStore,
  reportId: string,
): Promise<{ entry: LedgerEntry; file: StoredObject }> {
  const entry = await ledger.entry(reportId);
  if (entry === null) throw new ReportError('ReportNotFound', { reportId });
  const { file } = entry;
  if (file === null || WITHOUT_FILE.includes(entry.outcome)) throw noFile(entry);
  if (!(await store.has(reportId, file))) throw new ReportError('ReportExpired', { reportId });
  return { entry, file };
}

function noFile({ reportId, outcome, stage }: LedgerEntry): ReportError {
  const code = outcome === null ? 'ReportNotReady' : 'ReportWithoutFile';
  return new ReportError(code, { reportId, status: outcome ?? stage });
}
