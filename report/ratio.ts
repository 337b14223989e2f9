import type { Period } from './period.ts';

/** Whose downloads and batches are asked for (docs/domain.md, 1). */
export type RatioScope =
  | { readonly level: 'batch'; readonly batchId: string }
  | { readonly level: 'course'; readonly courseId: string }
  | { readonly level: 'tenant'; readonly tenantId: string }
  | { readonly level: 'all' };

/** How often something happened to one batch. */
export interface BatchCount {
  readonly courseId: string;
  readonly batchId: string;
  readonly count: number;
}

export interface DayCount extends BatchCount {
  /** `yyyy-MM-dd` in India. */
  readonly day: string;
}

export interface RatioFigures {
  readonly deliveries: number;
  readonly batches: number;
  /** deliveries / batches; `null` = no batches, no value. */
  readonly ratio: number | null;
  /** Clicks on "Download file", refused ones too; not part of the ratio, and kept 400 days. */
  readonly clicks: number;
}

export type CourseLine = RatioFigures & { readonly courseId: string };
/** `null` = batches without a course org. */
export type TenantLine = RatioFigures & { readonly tenantId: string | null };

/** Happenings of a batch or a day, whatever stands beside them. */
export interface Happenings {
  readonly deliveries: number;
  readonly clicks: number;
}

export type DayLine = Happenings & { readonly day: string };
export type BatchLine = Happenings & {
  readonly courseId: string;
  readonly batchId: string;
  readonly tenantId: string | null;
};

/** The answer of command line and HTTP alike. Lines are there for what was downloaded or clicked in the period. */
export interface DownloadRatio extends RatioFigures {
  readonly scope: RatioScope;
  readonly period: Period;
  /** Of `batches`: those that count in every period, because nobody can read when they were created. */
  readonly batchesWithoutDate: number;
  /** Of `batches`: those that the last walk did not find any more. */
  readonly batchesGone: number;
  /** When batches were last counted, ISO 8601 UTC; `null` = never yet. */
  readonly batchesAsOf: string | null;
  /** Ascending. */
  readonly byDay: readonly DayLine[];
  /** These three: most deliveries first. */
  readonly byTenant: readonly TenantLine[];
  readonly byCourse: readonly CourseLine[];
  readonly byBatch: readonly BatchLine[];
}
