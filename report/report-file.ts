import type { ReportFile, StoredObject } from './manifest.ts';
import type { ReportStore } from './ports.ts';

/** The CSV: its parts end to end. The store checks each part as it is read. */
export async function* csvOf(store: ReportStore, reportId: string, file: ReportFile): AsyncGenerator<Uint8Array> {
  for (const part of file.parts) yield* store.read(reportId, part);
}

/** Reads back the object that names a file's parts. */
export async function readReportFile(store: ReportStore, reportId: string, object: StoredObject): Promise<ReportFile> {
  return JSON.parse(await store.readText(reportId, object)) as ReportFile;
}
