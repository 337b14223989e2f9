const IST_OFFSET_MS = 5.5 * 3_600_000;

/** 80 characters at most for mail clients and file systems: 49 are left for the batch id. */
const LONGEST_BATCH_ID = 49;

/**
 * `course-progress_<batchId>_<yyyy-MM-dd>.csv`, the day being that of the request in India.
 *
 * @returns A-Z a-z 0-9 . _ - only: a run that the Temporal UI started may end before anybody has checked its ids
 */
export function csvFileName(batchId: string, requestedAtMs: number): string {
  const day = new Date(requestedAtMs + IST_OFFSET_MS).toISOString().slice(0, 10);
  const safeId = batchId.replaceAll(/[^A-Za-z0-9._-]/g, '-').slice(0, LONGEST_BATCH_ID);
  return `course-progress_${safeId}_${day}.csv`;
}

export function zipFileName(csvName: string): string {
  return csvName.replace(/\.csv$/, '.zip');
}
