import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { METRICS, type MetricSpec } from '../../report/metrics.ts';
import { SMTP_ANSWERS } from '../../report/smtp-answer.ts';
import { metricRows } from '../support/metrics-doc.ts';

const table = Object.entries<MetricSpec>(METRICS).map(([name, { kind, labels }]) => ({
  name,
  kind,
  labels: Object.keys(labels),
}));

describe('docs/metrics.md', () => {
  test('has a row for each metric of the code, with its type and its labels, and no other of ours', () => {
    expect(metricRows().filter(({ name }) => name.startsWith('course_report_'))).toEqual(table);
  });

  test('explains each class of an SMTP answer', () => {
    const text = readFileSync(join(CHECKOUT, 'docs', 'metrics.md'), 'utf8');
    const [, classes = ''] = text.split('### Classes of SMTP answers');
    const explained = [...(classes.split('\n## ')[0] ?? '').matchAll(/^\| (\w+) +\|/gm)].map(([, word]) => word);
    expect(new Set(explained)).toEqual(new Set(['Class', ...SMTP_ANSWERS]));
  });
});

describe('the metrics', () => {
  test('know no label by which a report, a batch or a person could be told', () => {
    const labels = new Set(table.flatMap((metric) => metric.labels));
    expect([...labels].toSorted()).toEqual(['class', 'code', 'outcome', 'tenant']);
  });

  test('are named as Prometheus wants it: the unit last, counters with _total', () => {
    for (const { name, kind } of table) expect(name.endsWith('_total')).toBe(kind === 'counter');
    for (const { name, kind } of table) expect(name.endsWith('_seconds')).toBe(kind === 'histogram');
  });

  test('have an edge at the promise of thirty minutes', () => {
    expect(METRICS.course_report_request_to_sent_seconds.buckets).toContain(30 * 60);
  });
});
