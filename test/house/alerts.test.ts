import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { METRICS, type MetricSpec } from '../../report/metrics.ts';
import { temporalsMetrics } from '../support/metrics-doc.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const page = (name: string) => readFileSync(join(CHECKOUT, 'docs', name), 'utf8');
const { groups } = parse(page('alerts.yml')) as { groups: { name: string; rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

/** Names as Prometheus has them: a histogram's are those of its parts. */
const ours = Object.entries<MetricSpec>(METRICS).flatMap(([name, { kind }]) =>
  kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
);
const KNOWN = new Set(['up', ...ours, ...temporalsMetrics()]);

/** What stands before a `{` or a `[` is a metric, and so is every word of ours without them. */
function metricsIn(expr: string): string[] {
  const words = expr.replaceAll(/"[^"]*"/g, '""').match(/\b(?:course_report|temporal)_\w+|\b[a-z_]\w*(?=[{[])/g);
  return [...new Set(words)];
}

/** GitHub's way from a heading to its anchor. */
function anchorsOf(text: string): string[] {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

function isBalanced(expr: string): boolean {
  const open: string[] = [];
  for (const [sign] of expr.replaceAll(/"[^"]*"/g, '').matchAll(/[()[\]{}]/g)) {
    const partner = { ')': '(', ']': '[', '}': '{' }[sign];
    if (partner === undefined) open.push(sign);
    else if (open.pop() !== partner) return false;
  }
  return open.length === 0;
}

describe('docs/alerts.yml', () => {
  test('has rules of different names, all about course reports', () => {
    const names = rules.map(({ alert }) => alert);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^CourseReport[A-Z]\w+$/.test(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(8);
  });

  test.each(rules)('$alert has what Prometheus and an operator need, and nothing else', (rule) => {
    const keys = Object.keys(rule).filter((key) => key !== 'for');
    expect(keys).toEqual(['alert', 'expr', 'labels', 'annotations']);
    expect(rule.for ?? '1m').toMatch(/^\d+m$/);
    expect(rule.labels).toEqual({ severity: expect.stringMatching(/^(critical|warning)$/) });
    expect(rule.annotations).toEqual({
      summary: expect.stringMatching(/\.$/),
      action: expect.stringMatching(/\.$/),
      runbook: expect.stringMatching(/^\w+\.md#[\w-]+$/),
    });
  });

  test.each(rules)('$alert asks for metrics that are there, in an expression that closes what it opens', ({ expr }) => {
    const asked = metricsIn(expr);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((name) => !KNOWN.has(name))).toEqual([]);
    expect(isBalanced(expr)).toBe(true);
  });

  test.each(rules)('$alert picks label values that can occur', ({ expr }) => {
    for (const [, name = '', label = '', value = ''] of expr.matchAll(/(\w+)\{(\w+)=~?"([^"]+)"/g)) {
      const labels: MetricSpec['labels'] =
        Object.entries<MetricSpec>(METRICS).find(([one]) => one === name)?.[1].labels ?? {};
      const possible = labels[label];
      if (!Array.isArray(possible)) continue;
      for (const part of value.split('|')) {
        const pattern = new RegExp(`^${part}$`);
        expect([part, possible.some((one) => pattern.test(one))]).toEqual([part, true]);
      }
    }
  });

  test.each(rules)('$alert names an entry of the runbook that exists', ({ annotations }) => {
    const [file = '', anchor] = annotations['runbook']?.split('#') ?? [];
    expect(anchorsOf(page(file))).toContain(anchor);
  });

  test('is read with eyes that see a misspelt metric and an open bracket', () => {
    expect(metricsIn('sum(increase(course_report_endet_total{outcome="late"}[5m])) > 0')).toEqual([
      'course_report_endet_total',
    ]);
    expect(metricsIn('absent(upp{job="up"} == 1)')).toEqual(['upp']);
    expect(isBalanced('sum(rate(x[5m])')).toBe(false);
    expect(isBalanced('sum(rate(x[5m)])')).toBe(false);
  });
});
