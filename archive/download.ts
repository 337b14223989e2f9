import { ReportError } from '../report/errors.ts';
import type { LedgerEntry } from '../report/ledger-entry.ts';
import type { Ledger, ReportStore } from '../report/ports.ts';
import { csvOf, readReportFile } from '../report/report-file.ts';
import { parseReportId } from '../report/request.ts';
import type { Outcome } from '../report/status.ts';

export interface Download {
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The CSV; throws StoredObjectDamaged before its end when it is not what was written. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** A refused or cancelled report has nothing that may be fetched; a late or failed one may have its file all the same. */
const WITHOUT_FILE: readonly (Outcome | null)[] = ['refused', 'cancelled'];

/** @throws ReportError IdInvalid, ReportNotFound, ReportNotReady, ReportWithoutFile, ReportExpired, StoreUnavailable */
export async function openDownload(ledger: Ledger, store: ReportStore, reportId: string): Promise<Download> {
  parseReportId(reportId);
  const entry = await ledger.entry(reportId);
  if (entry === null) throw new ReportError('ReportNotFound', { reportId });
  const { file } = entry;
  if (file === null || WITHOUT_FILE.includes(entry.outcome)) throw noFile(entry);
  if (!(await store.has(reportId, file))) throw new ReportError('ReportExpired', { reportId });
  const report = await readReportFile(store, reportId, file);
  const { bytes, sha256 } = report.manifest;
  return { fileName: report.fileName, bytes, sha256, content: csvOf(store, reportId, report) };
}

function noFile({ reportId, outcome, stage }: LedgerEntry): ReportError {
  const code = outcome === null ? 'ReportNotReady' : 'ReportWithoutFile';
  return new ReportError(code, { reportId, status: outcome ?? stage });
}
