import type { BatchLine, DayLine, Happenings, RatioFigures } from './ratio.ts';
import { byCodePoint } from './text.ts';

/** The lines of a download ratio's tables. */

export function figures(happened: Happenings, batches: number): RatioFigures {
  return { ...happened, batches, ratio: batches === 0 ? null : happened.deliveries / batches };
}

export function sum(parts: Iterable<Happenings>): Happenings {
  let deliveries = 0;
  let clicks = 0;
  for (const part of parts) {
    deliveries += part.deliveries;
    clicks += part.clicks;
  }
  return { deliveries, clicks };
}

export function dayLines(parts: readonly (readonly [day: string, happened: Happenings])[]): DayLine[] {
  const days = sumBy(
    parts.map(([day, happened]) => ({ day, ...happened })),
    ({ day }) => day,
  );
  return days.map(([day, happened]) => ({ day, ...happened })).toSorted((a, b) => byCodePoint(a.day, b.day));
}

/** @param batches of each key, downloaded or not */
export function linesBy<K extends string | null>(
  batchLines: readonly BatchLine[],
  keyOf: (line: BatchLine) => K,
  batches: ReadonlyMap<K, number>,
): [K, RatioFigures][] {
  const lines = sumBy(batchLines, keyOf).map(([key, happened]) => ({
    key,
    ...figures(happened, batches.get(key) ?? 0),
  }));
  return mostFirst(lines, ({ key }) => key ?? '').map(({ key, ...line }) => [key, line]);
}

export function mostFirst<T extends Happenings>(lines: readonly T[], idOf: (line: T) => string): T[] {
  return lines.toSorted((a, b) => b.deliveries - a.deliveries || b.clicks - a.clicks || byCodePoint(idOf(a), idOf(b)));
}

function sumBy<T extends Happenings, K>(parts: readonly T[], keyOf: (part: T) => K): [K, Happenings][] {
  const groups = new Map<K, T[]>();
  for (const part of parts) entryOf(groups, keyOf(part), () => []).push(part);
  return [...groups].map(([key, group]) => [key, sum(group)]);
}

export function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
