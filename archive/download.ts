import type { Ledger, ReportStore } from '../report/ports.ts';
import { csvOf, readReportFile } from '../report/report-file.ts';
import { parseReportId } from '../report/request.ts';
import { storedFile } from '../report/stored-file.ts';

export interface Download {
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The CSV; throws StoredObjectDamaged before its end when it is not what was written. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** @throws ReportError IdInvalid, ReportNotFound, ReportNotReady, ReportWithoutFile, ReportExpired, StoreUnavailable */
export async function openDownload(ledger: Ledger, store: ReportStore, reportId: string): Promise<Download> {
  parseReportId(reportId);
  const { file } = await storedFile(ledger, store, reportId);
  const report = await readReportFile(store, reportId, file);
  const { bytes, sha256 } = report.manifest;
  return { fileName: report.fileName, bytes, sha256, content: csvOf(store, reportId, report) };
}
