import type { types } from 'cassandra-driver';
import type { LedgerEntry } from '../../report/ledger-entry.ts';
import type { Manifest, StoredObject } from '../../report/manifest.ts';

/** The columns that a change writes; a field that is not part of it is left alone, `null` is written as no value. */
export function ledgerColumns(change: Partial<LedgerEntry>): Record<string, unknown> {
  const { file, manifest } = change;
  const columns: Record<string, unknown> = {
    course_id: change.courseId,
    batch_id: change.batchId,
    requester_id: change.requesterId,
    tenant_id: change.tenantId,
    deliver: change.deliver,
    run_id: change.runId,
    stage: change.stage,
    outcome: change.outcome,
    error_code: change.errorCode,
    error_text: change.errorText,
    requested_at: dateOf(change.requestedAtMs),
    deadline_at: dateOf(change.deadlineAtMs),
    finished_at: dateOf(change.finishedAtMs),
    file_name: change.fileName,
    file_object_id: file === undefined ? undefined : (file?.objectId ?? null),
    file_bytes: file === undefined ? undefined : (file?.bytes ?? null),
    file_sha256: file === undefined ? undefined : (file?.sha256 ?? null),
    manifest: manifest === undefined ? undefined : manifest === null ? null : JSON.stringify(manifest),
    form: change.form,
    possible_duplicate: change.possibleDuplicate,
    contacts: change.contacts,
    sent_to_mark: change.sentToMark,
    fetched_at: dateOf(change.fetchedAtMs),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

export function toLedgerEntry(row: types.Row): LedgerEntry {
  return {
    reportId: row['report_id'],
    courseId: row['course_id'],
    batchId: row['batch_id'],
    requesterId: row['requester_id'],
    tenantId: row['tenant_id'],
    deliver: row['deliver'],
    runId: row['run_id'],
    stage: row['stage'],
    outcome: row['outcome'],
    errorCode: row['error_code'],
    errorText: row['error_text'],
    requestedAtMs: row['requested_at'].getTime(),
    deadlineAtMs: row['deadline_at'].getTime(),
    finishedAtMs: row['finished_at']?.getTime() ?? null,
    fileName: row['file_name'],
    file: fileOf(row),
    manifest: row['manifest'] === null ? null : (JSON.parse(row['manifest']) as Manifest),
    form: row['form'],
    possibleDuplicate: row['possible_duplicate'] ?? false,
    contacts: row['contacts'],
    sentToMark: row['sent_to_mark'],
    ...(row['fetched_at'] ? { fetchedAtMs: row['fetched_at'].getTime() } : {}),
  };
}

function fileOf(row: types.Row): StoredObject | null {
  if (row['file_object_id'] === null) return null;
  return { objectId: row['file_object_id'], bytes: Number(row['file_bytes']), sha256: row['file_sha256'] };
}

function dateOf(ms: number | null | undefined): Date | null | undefined {
  return typeof ms === 'number' ? new Date(ms) : ms;
}
