import type { ReportClient } from '../client/index.ts';
import type { BatchFacts, DayCounts, Downloads, Ledger, LearnerSource, ReportStore } from '../report/ports.ts';
import type { SignIn } from './sign-in.ts';

/** What the routes work with; made once by main.ts, or by a test. */
export interface PortalDependencies {
  readonly reports: PortalReports;
  readonly source: Pick<LearnerSource, 'batch' | 'requester'>;
  readonly ledger: Ledger;
  readonly store: ReportStore;
  readonly downloads: Downloads;
  readonly clicks: DayCounts;
  readonly batchFacts: BatchFacts;
  readonly signIn: SignIn;
  /** @throws ReportError TemporalUnreachable */
  livePollers(): Promise<number>;
  /** Called once for every POST /v1/reports of a signed-in user, also a refused one. Must neither throw nor wait. */
  onClick(click: Click): void;
}

export type PortalReports = Omit<ReportClient, 'follow' | 'followResend'>;

/** One press of "Download file". */
export interface Click {
  /** The HTTP request's own id, a UUID: new for each click, where clicks that join share a report id. */
  readonly requestId: string;
  /** When it arrived. */
  readonly atMs: number;
  readonly courseId: string;
  readonly batchId: string;
  readonly requesterId: string;
  /** Her root organisation; `null` = unknown. */
  readonly tenantId: string | null;
  /** `null` when nothing was started or joined. */
  readonly reportId: string | null;
}
