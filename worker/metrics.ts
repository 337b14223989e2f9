import type { MetricMeter } from '@temporalio/common';
import type { MetricsExporterConfig } from '@temporalio/worker';
import { METRICS, type MetricName, type Metrics, type MetricSpec } from '../report/metrics.ts';

const ALL = Object.entries<MetricSpec>(METRICS);

/** One page for Prometheus, on which Temporal's own metrics stand beside ours (docs/decisions/0007-metrics.md). */
export function prometheusPage(bindAddress: string): MetricsExporterConfig {
  const buckets = ALL.flatMap(([name, spec]) => (spec.buckets === undefined ? [] : [[name, [...spec.buckets]]]));
  return {
    prometheus: {
      bindAddress,
      // Names that tell their unit: Temporal's durations would be milliseconds under a bare name.
      useSecondsForDurations: true,
      unitSuffix: true,
      histogramBucketOverrides: Object.fromEntries(buckets),
    },
  };
}

/** @param meter the SDK's; it swallows everything where no exporter is configured */
export function metricsOf(meter: MetricMeter): Metrics {
  const made = <T>(kind: MetricSpec['kind'], make: (name: string, help: string) => T): ReadonlyMap<string, T> =>
    new Map(ALL.filter(([, spec]) => spec.kind === kind).map(([name, { help }]) => [name, make(name, help)]));
  const counters = made('counter', (name, help) => meter.createCounter(name, '', help));
  const gauges = made('gauge', (name, help) => meter.createGauge(name, 'int', '', help));
  const histograms = made('histogram', (name, help) => meter.createHistogram(name, 'float', '', help));
  const metrics: Metrics = {
    count: (name, labels, by = 1) => counters.get(name)?.add(by, labels),
    set: (name, value) => gauges.get(name)?.set(value),
    observe: (name, labels, value) => histograms.get(name)?.record(value, labels),
  };
  for (const [name, counter] of counters) for (const labels of knownLabels(name)) counter.add(0, labels);
  return metrics;
}

/**
 * A counter whose every series is known begins with zeros: a series that appears at 1 has not grown as far as Prometheus can
 * see, and the first refusal would raise no alert.
 */
function knownLabels(name: string): Record<string, string>[] {
  const [label, ...more] = Object.entries(METRICS[name as MetricName].labels satisfies MetricSpec['labels']);
  if (label === undefined || more.length > 0 || !Array.isArray(label[1])) return [];
  return label[1].map((value: string) => ({ [label[0]]: value }));
}
