import { describe, expect, test } from 'vitest';
import { downloadRatio, type RatioSources } from '../../archive/ratio.ts';
import type { BatchFact, BatchWalk } from '../../report/batch-fact.ts';
import { dayInIndia } from '../../report/india-day.ts';
import type { BatchFacts, DayCounts } from '../../report/ports.ts';
import { periodOf } from '../../report/period.ts';
import type { BatchCount, RatioScope } from '../../report/ratio.ts';
import { CLICKS, EXPECTED, FACTS, FETCHES, JULY, MAILS, WALK } from '../support/ratio-example.ts';

/** Counts of a list of happenings. */
function counts(happenings: readonly (readonly [courseId: string, batchId: string, at: string])[]): DayCounts {
  const dayOf = (at: string) => dayInIndia(new Date(at)) ?? '';
  const isAsked = (scope: RatioScope, courseId: string, batchId: string) =>
    scope.level === 'batch' ? batchId === scope.batchId : scope.level !== 'course' || courseId === scope.courseId;
  return {
    days: async () => [...new Set(happenings.map(([, , at]) => dayOf(at)))],
    on: async (day, scope) =>
      happenings
        .filter(([courseId, batchId, at]) => dayOf(at) === day && isAsked(scope, courseId, batchId))
        .map(([courseId, batchId]): BatchCount => ({ courseId, batchId, count: 1 })),
  };
}

function facts(all: readonly BatchFact[], lastWalk: BatchWalk | null = WALK): BatchFacts {
  return {
    write: () => expect.fail('reading writes nothing'),
    walked: () => expect.fail('reading writes nothing'),
    lastWalk: async () => lastWalk,
    async *read(courseId) {
      for (const fact of all) if (courseId === null || fact.courseId === courseId) yield [fact];
    },
  };
}

/** What the store keeps of the example: a fetch once. */
const DOWNLOADS = [
  ...MAILS.map(([courseId, batchId, , , at]) => [courseId, batchId, at] as const),
  ...FETCHES.slice(0, 1).map(([courseId, batchId, , at]) => [courseId, batchId, at] as const),
];
const SOURCES: RatioSources = { downloads: counts(DOWNLOADS), clicks: counts(CLICKS), batchFacts: facts(FACTS) };
const ALL = { level: 'all' } as const;

describe('the download ratio of July', () => {
  test.each(EXPECTED)('of %o agrees with the one worked out by hand', async (scope, figures) => {
    expect(await downloadRatio(SOURCES, scope, JULY)).toMatchObject({ scope, period: JULY, ...figures });
  });

  test('by day, tenant, course and batch adds up to the whole', async () => {
    const { byDay, byTenant, byCourse, byBatch } = await downloadRatio(SOURCES, ALL, JULY);
    expect(byDay).toEqual([
      { day: '2026-07-01', deliveries: 1, clicks: 0 },
      { day: '2026-07-15', deliveries: 2, clicks: 5 },
      { day: '2026-07-16', deliveries: 2, clicks: 1 },
    ]);
    expect(byTenant).toEqual([
      { tenantId: 'AP', deliveries: 4, batches: 2, ratio: 2, clicks: 5 },
      { tenantId: null, deliveries: 1, batches: 1, ratio: 1, clicks: 1 },
    ]);
    expect(byCourse).toEqual([
      { courseId: 'c1', deliveries: 4, batches: 3, ratio: 4 / 3, clicks: 5 },
      { courseId: 'c2', deliveries: 1, batches: 1, ratio: 1, clicks: 1 },
    ]);
    expect(byBatch).toEqual([
      { courseId: 'c1', batchId: 'b1', tenantId: 'AP', deliveries: 3, clicks: 4 },
      { courseId: 'c1', batchId: 'b2', tenantId: 'AP', deliveries: 1, clicks: 1 },
      { courseId: 'c2', batchId: 'b4', tenantId: null, deliveries: 1, clicks: 1 },
    ]);
  });

  test('of a tenant leaves the days of other tenants out', async () => {
    const { byDay } = await downloadRatio(SOURCES, { level: 'tenant', tenantId: 'AP' }, JULY);
    expect(byDay.map(({ day, deliveries }) => [day, deliveries])).toEqual([
      ['2026-07-01', 1],
      ['2026-07-15', 1],
      ['2026-07-16', 2],
    ]);
  });
});

describe('the download ratio', () => {
  const whole = periodOf(null, null, Date.parse('2026-08-15T00:00:00Z'));

  test('of all time counts every download and every batch', async () => {
    expect(await downloadRatio(SOURCES, ALL, whole)).toMatchObject({ deliveries: 7, batches: 5, clicks: 7 });
  });

  test('counts a batch that is gone from Sunbird, and says how many are', async () => {
    const gone = { ...FACTS[0], courseId: 'c1', batchId: 'b0', tenantId: 'AP', createdDay: '2026-01-01', seenAtMs: 1 };
    const found = await downloadRatio({ ...SOURCES, batchFacts: facts([...FACTS, gone]) }, ALL, JULY);
    expect(found).toMatchObject({ batches: 5, batchesGone: 1 });
  });

  test('knows when batches were counted, and has no value before', async () => {
    expect(await downloadRatio(SOURCES, ALL, JULY)).toMatchObject({ batchesAsOf: '2026-08-01T20:45:00.000Z' });
    const never = await downloadRatio({ ...SOURCES, batchFacts: facts([], null) }, ALL, JULY);
    expect(never).toMatchObject({ deliveries: 5, batches: 0, ratio: null, batchesGone: 0, batchesAsOf: null });
  });

  test('counts a batch that was made since the last walk in the whole, and for no tenant yet', async () => {
    const young = { ...SOURCES, batchFacts: facts(FACTS.filter(({ batchId }) => batchId !== 'b1')) };
    expect(await downloadRatio(young, ALL, JULY)).toMatchObject({ deliveries: 5, batches: 3 });
    expect(await downloadRatio(young, { level: 'tenant', tenantId: 'AP' }, JULY)).toMatchObject({ deliveries: 1 });
  });
});
