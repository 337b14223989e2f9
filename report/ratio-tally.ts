import type { BatchFact, BatchWalk } from './batch-fact.ts';
import type { Period } from './period.ts';
import type { BatchLine, DayCount, DownloadRatio, Happenings, RatioScope } from './ratio.ts';
import { dayLines, entryOf, figures, linesBy, mostFirst, sum } from './ratio-lines.ts';

interface CountedBatch {
  readonly courseId: string;
  readonly batchId: string;
  tenantId: string | null;
  readonly days: Map<string, { deliveries: number; clicks: number }>;
}

/**
 * Puts downloads, clicks and batches together. Batches come one by one: an installation can have a million of them.
 *
 * @source docs/domain.md, 1
 */
export class RatioTally {
  readonly #scope: RatioScope;
  readonly #period: Period;
  readonly #lastWalk: BatchWalk | null;
  readonly #counted = new Map<string, CountedBatch>();
  readonly #batchesOfCourse = new Map<string, number>();
  readonly #batchesOfTenant = new Map<string | null, number>();
  #batches = 0;
  #withoutDate = 0;
  #gone = 0;

  constructor(scope: RatioScope, period: Period, lastWalk: BatchWalk | null) {
    this.#scope = scope;
    this.#period = period;
    this.#lastWalk = lastWalk;
  }

  addCounts(what: keyof Happenings, counts: readonly DayCount[]): void {
    for (const { day, courseId, batchId, count } of counts) {
      const batch = entryOf(this.#counted, keyOf({ courseId, batchId }), () => ({
        courseId,
        batchId,
        tenantId: null,
        days: new Map(),
      }));
      entryOf(batch.days, day, () => ({ deliveries: 0, clicks: 0 }))[what] += count;
    }
  }

  addBatch(fact: BatchFact): void {
    const counted = this.#counted.get(keyOf(fact));
    if (counted !== undefined) counted.tenantId = fact.tenantId;
    const isCreated = fact.createdDay === null || fact.createdDay < this.#period.to;
    if (!isCreated || !this.#covers(fact)) return;
    this.#batches += 1;
    if (fact.createdDay === null) this.#withoutDate += 1;
    if (fact.seenAtMs < (this.#lastWalk?.startedAtMs ?? 0)) this.#gone += 1;
    addOne(this.#batchesOfCourse, fact.courseId);
    addOne(this.#batchesOfTenant, fact.tenantId);
  }

  result(): DownloadRatio {
    const counted = [...this.#counted.values()].filter((batch) => this.#covers(batch));
    const batchLines = counted.map((batch): BatchLine => ({ ...idsOf(batch), ...sum(batch.days.values()) }));
    const endedAtMs = this.#lastWalk?.endedAtMs;
    return {
      scope: this.#scope,
      period: this.#period,
      ...figures(sum(batchLines), this.#scope.level === 'batch' ? 1 : this.#batches),
      batchesWithoutDate: this.#withoutDate,
      batchesGone: this.#gone,
      batchesAsOf: endedAtMs === undefined ? null : new Date(endedAtMs).toISOString(),
      byDay: dayLines(counted.flatMap(({ days }) => [...days])),
      byTenant: linesBy(batchLines, ({ tenantId }) => tenantId, this.#batchesOfTenant).map(([tenantId, line]) => ({
        tenantId,
        ...line,
      })),
      byCourse: linesBy(batchLines, ({ courseId }) => courseId, this.#batchesOfCourse).map(([courseId, line]) => ({
        courseId,
        ...line,
      })),
      byBatch: mostFirst(batchLines, ({ batchId }) => batchId),
    };
  }

  #covers({ courseId, batchId, tenantId }: Pick<BatchFact, 'courseId' | 'batchId' | 'tenantId'>): boolean {
    const scope = this.#scope;
    switch (scope.level) {
      case 'batch':
        return batchId === scope.batchId;
      case 'course':
        return courseId === scope.courseId;
      case 'tenant':
        return tenantId === scope.tenantId;
      case 'all':
        return true;
    }
  }
}

function idsOf({ courseId, batchId, tenantId }: CountedBatch) {
  return { courseId, batchId, tenantId };
}

/** Ids hold no line feed (report/request.ts). */
function keyOf({ courseId, batchId }: { readonly courseId: string; readonly batchId: string }): string {
  return `${courseId}\n${batchId}`;
}

function addOne<K>(map: Map<K, number>, key: K): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
