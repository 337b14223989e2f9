import type { ReportClient } from '../client/index.ts';
import type { LiveReports } from '../report/ports.ts';
import type { Connections } from './connections.ts';

/** Temporal, connected to only if the ledger's word is not the last one: what has ended can be read while it is away. */
export function lazyReports(connections: Connections): LiveReports {
  let reports: Promise<ReportClient> | null = null;
  return { status: async (reportId) => (await (reports ??= connections.reports())).status(reportId) };
}
