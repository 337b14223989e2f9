import { type DemoBatch, demoBatch } from '../../../dev/data/batch.ts';
import { type DemoLearner, demoLearners } from '../../../dev/data/learner/learners.ts';
import type { Row, Table } from '../../../dev/data/rows.ts';

/** What the tests look at: the first thousand learners of a seed, by their rows. */
export interface Sample {
  readonly batch: DemoBatch;
  readonly learners: readonly DemoLearner[];
  readonly of: <T extends Table>(table: T) => readonly Row<T>['values'][];
}

export function valuesOf<T extends Table>(rows: Iterable<Row>, table: T): Row<T>['values'][] {
  return [...rows].filter((row) => row.table === table).map((row) => row.values as Row<T>['values']);
}

export function sample(seed: number, learners = 1_000): Sample {
  const batch = demoBatch({ seed, learners });
  const all = [...demoLearners(batch)];
  const rows = all.flatMap((learner) => learner.rows);
  return { batch, learners: all, of: (table) => valuesOf(rows, table) };
}

export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
