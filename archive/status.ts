import { errorText, ReportError } from '../report/errors.ts';
import type { LedgerEntry } from '../report/ledger-entry.ts';
import type { Ledger, LiveReports } from '../report/ports.ts';
import { parseReportId, workflowIdOf } from '../report/request.ts';
import type { ReportStatus } from '../report/status.ts';

/**
 * Where a report stands. The ledger has the last word once a report has ended; before that the engine knows more, if it
 * can be asked.
 *
 * @throws ReportError IdInvalid, ReportNotFound; StoreUnavailable, TemporalUnreachable when neither can answer
 */
export async function reportStatus(ledger: Ledger, live: LiveReports, reportId: string): Promise<ReportStatus> {
  parseReportId(reportId);
  const entry = await ledger.entry(reportId);
  if (entry !== null && entry.outcome !== null) return statusOfEntry(entry);
  if (entry === null) {
    const status = await live.status(reportId);
    if (status === null) throw new ReportError('ReportNotFound', { reportId });
    return status;
  }
  return statusOfOpenEntry(entry, live);
}

async function statusOfOpenEntry(entry: LedgerEntry, live: LiveReports): Promise<ReportStatus> {
  try {
    const status = await live.status(entry.reportId);
    return status === null ? abandoned(entry) : { ...status, fileName: entry.fileName, manifest: entry.manifest };
  } catch (error) {
    // The engine being away is no reason to hide what the ledger knows.
    if (error instanceof ReportError && error.code === 'TemporalUnreachable') return statusOfEntry(entry);
    throw error;
  }
}

/** No word in the ledger and no run in the engine: nobody works on it any more, so it must not look as if. */
function abandoned(entry: LedgerEntry): ReportStatus {
  const message = errorText('RunAbandoned', { how: 'its history is gone' });
  return { ...statusOfEntry(entry), status: 'failed', error: { code: 'RunAbandoned', message } };
}

/** The ledger's row as everybody is told of it. */
export function statusOfEntry(entry: LedgerEntry): ReportStatus {
  const { reportId, manifest, errorCode } = entry;
  return {
    reportId,
    workflowId: workflowIdOf(entry),
    runId: entry.runId,
    status: entry.outcome ?? entry.stage,
    joined: false,
    deliver: entry.deliver,
    rows: manifest?.rows ?? null,
    bytes: manifest?.bytes ?? null,
    sha256: manifest?.sha256 ?? null,
    form: entry.form,
    fileName: entry.fileName,
    possibleDuplicate: entry.possibleDuplicate,
    atRisk: false,
    requestedAt: isoTime(entry.requestedAtMs),
    deadlineAt: isoTime(entry.deadlineAtMs),
    etaAt: null,
    finishedAt: entry.finishedAtMs === null ? null : isoTime(entry.finishedAtMs),
    manifest,
    error: errorCode === null ? null : { code: errorCode, message: entry.errorText ?? '' },
  };
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
