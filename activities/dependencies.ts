import type { Metrics } from '../report/metrics.ts';
import type {
  BatchFacts,
  BatchSource,
  Deliveries,
  Downloads,
  Ledger,
  LearnerSource,
  Mailer,
  ReadingLines,
  ReportStore,
} from '../report/ports.ts';
import type { RowSettings } from '../report/row-settings.ts';
import type { Directories } from './directories.ts';

/** What the steps work with; made once a process by the worker's root, or by a test. */
export interface Dependencies {
  readonly source: LearnerSource;
  readonly store: ReportStore;
  readonly ledger: Ledger;
  readonly deliveries: Deliveries;
  readonly lines: ReadingLines;
  readonly downloads: Downloads;
  readonly batches: BatchSource;
  readonly batchFacts: BatchFacts;
  readonly mailer: Mailer;
  readonly directories: Directories;
  readonly metrics: Metrics;
  readonly settings: ReportSettings;
}

export interface ReportSettings extends Pick<RowSettings, 'privateColumns' | 'contacts'> {
  /** Ceiling for the encoded attachment: beyond it the next smaller form of the ladder. */
  readonly attachmentMaxBytes: number;
  /** Key under which an audit recognises an address (activities/address-mark.ts). */
  readonly auditKey: string;
  /** Right-hand side of our Message-IDs. */
  readonly messageIdDomain: string;
  /** Where the mentor's page is; `null` = the mail names the course page in words. */
  readonly portalUrl: string | null;
  /** Reports of one tenant that are read at once, whatever the number of workers. */
  readonly readingsPerTenant: number;
  /** How long a file can be fetched. */
  readonly retentionMs: number;
}
