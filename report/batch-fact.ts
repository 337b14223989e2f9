import type { Batch } from './learner.ts';
import type { CreationDates } from './india-day.ts';

/** A row of `course_batch`, as far as the ratio needs it. */
export interface BatchRow extends Pick<Batch, 'courseId' | 'batchId' | 'createdBy' | 'createdFor'>, CreationDates {}

/** What the ratio knows of a batch; gathered by a nightly walk, and kept when the batch is gone. */
export interface BatchFact {
  readonly courseId: string;
  readonly batchId: string;
  /** Its course org (docs/domain.md, 3.1); `null` = none. */
  readonly tenantId: string | null;
  /** `yyyy-MM-dd` in India; `null` = missing or unreadable. */
  readonly createdDay: string | null;
  /** Beginning of the walk that has met it last. */
  readonly seenAtMs: number;
}

/** One pass over all batches. */
export interface BatchWalk {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}
