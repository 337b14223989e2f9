import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '../../dev/stack/checkout.ts';

export interface MetricRow {
  readonly name: string;
  readonly kind: string;
  readonly labels: readonly string[];
}

/** The rows of docs/metrics.md that begin with a metric. */
export function metricRows(): MetricRow[] {
  const text = readFileSync(join(CHECKOUT, 'docs', 'metrics.md'), 'utf8');
  return [...text.matchAll(/^\| `(\w+)` +\| (\w+) +\| ([^|]+?) +\|/gm)].map(
    ([, name = '', kind = '', labels = '']) => ({
      name,
      kind,
      labels: labels === '(none)' ? [] : labels.split(', '),
    }),
  );
}

/** Those that the SDK counts; that it really does is seen on a worker's page (test/e2e/no-personal-data.test.ts). */
export function temporalsMetrics(): string[] {
  return metricRows().flatMap(({ name }) => (name.startsWith('temporal_') ? [name] : []));
}
