import type { BatchFact, BatchWalk } from './batch-fact.ts';
import type { Period } from './period.ts';
import type { BatchLine, DayCount, DayLine, DownloadRatio, Happenings, RatioFigures, RatioScope } from './ratio.ts';
import { byCodePoint } from './text.ts';

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
      byDay: daysOf(counted),
      byTenant: linesBy(batchLines, (line) => line.tenantId, this.#batchesOfTenant).map(([tenantId, line]) => ({
        tenantId,
        ...line,
      })),
      byCourse: linesBy(batchLines, (line) => line.courseId, this.#batchesOfCourse).map(([courseId, line]) => ({
        courseId,
        ...line,
      })),
      byBatch: batchLines.toSorted((a, b) => mostFirst(a, b) || byCodePoint(a.batchId, b.batchId)),
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

function figures(happened: Happenings, batches: number): RatioFigures {
  return { ...happened, batches, ratio: batches === 0 ? null : happened.deliveries / batches };
}

function sum(parts: Iterable<Happenings>): Happenings {
  let deliveries = 0;
  let clicks = 0;
  for (const part of parts) {
    deliveries += part.deliveries;
    clicks += part.clicks;
  }
  return { deliveries, clicks };
}

function daysOf(counted: readonly CountedBatch[]): DayLine[] {
  const parts = counted.flatMap(({ days }) => [...days].map(([day, happened]) => ({ day, ...happened })));
  return [...sumBy(parts, ({ day }) => day)]
    .map(([day, happened]) => ({ day, ...happened }))
    .toSorted((a, b) => byCodePoint(a.day, b.day));
}

function linesBy<K extends string | null>(
  batchLines: readonly BatchLine[],
  keyOfLine: (line: BatchLine) => K,
  batches: ReadonlyMap<K, number>,
): [K, RatioFigures][] {
  return [...sumBy(batchLines, keyOfLine)]
    .map(([key, happened]): [K, RatioFigures] => [key, figures(happened, batches.get(key) ?? 0)])
    .toSorted(([a, one], [b, other]) => mostFirst(one, other) || byCodePoint(a ?? '', b ?? ''));
}

function sumBy<T extends Happenings, K>(parts: readonly T[], keyOfPart: (part: T) => K): Map<K, Happenings> {
  const groups = new Map<K, T[]>();
  for (const part of parts) entryOf(groups, keyOfPart(part), () => []).push(part);
  return new Map([...groups].map(([key, group]) => [key, sum(group)]));
}

function mostFirst(a: Happenings, b: Happenings): number {
  return b.deliveries - a.deliveries || b.clicks - a.clicks;
}

function idsOf({ courseId, batchId, tenantId }: CountedBatch) {
  return { courseId, batchId, tenantId };
}

/** Ids hold no line feed (report/request.ts). */
function keyOf({ courseId, batchId }: { readonly courseId: string; readonly batchId: string }): string {
  return `${courseId}\n${batchId}`;
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function addOne<K>(map: Map<K, number>, key: K): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
