import type { BatchKey } from '../report/ports.ts';
import type { RowCounts } from './row-counts.ts';

/** What the bench and its reading process say to each other, one question at a time. */

export interface LookUps {
  /** Keys in one IN. */
  readonly keys: number;
  /** INs under way at once. */
  readonly inFlight: number;
}

export interface ReadOrder {
  readonly batch: BatchKey;
  /** `null` = the whole batch. */
  readonly mostPages: number | null;
  /** `null` = as the worker does it, by a client and caches that stay up. */
  readonly lookUps: LookUps | null;
}

export interface Reading {
  readonly seconds: number;
  /** Of the reading process. */
  readonly cpuSeconds: number;
  readonly rows: RowCounts;
}

/** `fault`: the reading failed, with the stack of the error. */
export type ReadAnswer = { readonly reading: Reading } | { readonly fault: string };
