import { metricMeter } from '@temporalio/workflow';
import { METRICS, NO_TENANT, type MetricName } from '../report/metrics.ts';

const NAME: MetricName<'counter'> = 'course_report_at_risk_total';
const counter = metricMeter.createCounter(NAME, '', METRICS[NAME].help);

/** Counted while somebody can still do something, and not in an ending. The SDK counts nothing again in a replay. */
export function countAtRisk(tenantId: string | null): void {
  counter.add(1, { tenant: tenantId ?? NO_TENANT });
}
