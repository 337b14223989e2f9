import type { Metrics } from '../../report/metrics.ts';

/** Metrics that keep what they are told, in words: `name{label=value} number`. */
export function recordedMetrics(): Metrics & { readonly told: string[] } {
  const told: string[] = [];
  const tell = (name: string, labels: object, value: number) => {
    const pairs = Object.entries(labels).map(([label, of]) => `${label}=${of}`);
    told.push(`${name}{${pairs.join(',')}} ${value}`);
  };
  return {
    told,
    count: (name, labels, by = 1) => tell(name, labels, by),
    observe: tell,
    set: (name, value) => tell(name, {}, value),
  };
}
