import { describe, expect, test } from 'vitest';
import { bucketsOf, newestBuckets } from '../../adapters/cassandra/ledger-buckets.ts';
import type { LedgerEntry } from '../../report/ledger-entry.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-07-01T12:00:00Z');

const entry = (change: Partial<LedgerEntry> = {}) =>
  ({ courseId: 'c', batchId: 'b', tenantId: 't', requestedAtMs: NOW, ...change }) as LedgerEntry;

test('a report stands in the lists of its batch, its day and its tenant’s month', () => {
  expect(bucketsOf(entry())).toEqual(['batch/c/b', 'day/2026-07-01', 'tenant/t/2026-07']);
});

test('a report without a tenant stands in two', () => {
  expect(bucketsOf(entry({ tenantId: null }))).toEqual(['batch/c/b', 'day/2026-07-01']);
});

describe('the lists that are read', () => {
  test('for a batch: its own, with or without a tenant', () => {
    const batch = { courseId: 'c', batchId: 'b' };
    expect(newestBuckets({ batch }, NOW)).toEqual(['batch/c/b']);
    expect(newestBuckets({ batch, tenantId: 't' }, NOW)).toEqual(['batch/c/b']);
  });

  test('for a tenant: 400 days of months, newest first, none twice', () => {
    const months = newestBuckets({ tenantId: 't' }, NOW);
    expect(months[0]).toBe('tenant/t/2026-07');
    expect(months.at(-1)).toBe('tenant/t/2025-05');
    expect(months).toHaveLength(15);
    expect(months).toEqual([...new Set(months)].toSorted().toReversed());
  });

  test('for all: every day from tomorrow back, since a worker’s clock may be ahead', () => {
    const days = newestBuckets({}, NOW);
    expect(days.slice(0, 3)).toEqual(['day/2026-07-02', 'day/2026-07-01', 'day/2026-06-30']);
    expect(days).toHaveLength(402);
  });

  test('find every report that lives', () => {
    for (const back of [-1, 0, 1, 30, 31, 365, 399, 400]) {
      const requestedAtMs = NOW - back * DAY_MS;
      for (const filter of [{}, { tenantId: 't' }, { batch: { courseId: 'c', batchId: 'b' } }]) {
        const read = newestBuckets(filter, NOW);
        expect(bucketsOf(entry({ requestedAtMs })).filter((bucket) => read.includes(bucket))).toHaveLength(1);
      }
    }
  });
});
