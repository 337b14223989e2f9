import { REPORT_ERRORS } from './errors.ts';
import { SMTP_ANSWERS } from './smtp-answer.ts';
import { OUTCOMES } from './status.ts';

/** Values that a label may have: these and no others, or `TENANTS`, which nobody knows beforehand; some tens. */
type LabelValues = readonly string[] | typeof TENANTS;
const TENANTS = 'tenants';

export interface MetricSpec {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** Never a report, a batch or a user: each value is a time series that the operator's Prometheus keeps. */
  readonly labels: Readonly<Record<string, LabelValues>>;
  readonly help: string;
  /** Upper edges of a histogram. */
  readonly buckets?: readonly number[];
}

/**
 * What an operator can watch, by the name that is scraped.
 * docs/metrics.md has a row for each, docs/alerts.yml uses them; tests hold the three together.
 */
export const METRICS = {
  course_report_ended_total: {
    kind: 'counter',
    labels: { outcome: OUTCOMES, tenant: TENANTS },
    help: 'Reports that have ended, by the word they ended with.',
  },
  course_report_request_to_sent_seconds: {
    kind: 'histogram',
    labels: { tenant: TENANTS },
    help: 'From the request to the mail server’s yes.',
    // In minutes 1, 2, 5, 10, 15, then the ends of reading (18) and sending (28), and the promise (30).
    buckets: [60, 120, 300, 600, 900, 1_080, 1_680, 1_800],
  },
  course_report_at_risk_total: {
    kind: 'counter',
    labels: { tenant: TENANTS },
    help: 'Times that a running report began to look late.',
  },
  course_report_rows_total: {
    kind: 'counter',
    labels: { tenant: TENANTS },
    help: 'Learners in the files of sent and kept reports.',
  },
  course_report_bytes_total: {
    kind: 'counter',
    labels: { tenant: TENANTS },
    help: 'Bytes of those files as CSV.',
  },
  course_report_smtp_answers_total: {
    kind: 'counter',
    labels: { class: SMTP_ANSWERS },
    help: 'Attempts to send a mail, by what the mail server made of them.',
  },
  course_report_failed_attempts_total: {
    kind: 'counter',
    labels: { code: Object.keys(REPORT_ERRORS) },
    help: 'Attempts of steps that failed, by the code of docs/errors.md; most are tried again.',
  },
  course_report_look_up_seconds: {
    kind: 'histogram',
    labels: {},
    help: 'Time of one read of the learner data, failed ones too.',
    // The driver gives a read up after 8 s.
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8],
  },
  course_report_look_ups_in_flight: {
    kind: 'gauge',
    labels: {},
    help: 'Reads of the learner data under way in this worker.',
  },
  course_report_look_ups_bound: {
    kind: 'gauge',
    labels: {},
    help: 'Reads that this worker lets run at once at present.',
  },
} as const satisfies Record<string, MetricSpec>;

export type MetricName<Kind = MetricSpec['kind']> = {
  [Name in keyof typeof METRICS]: (typeof METRICS)[Name]['kind'] extends Kind ? Name : never;
}[keyof typeof METRICS];

export type MetricLabels<Name extends MetricName> = Readonly<
  Record<keyof (typeof METRICS)[Name]['labels'] & string, string>
>;

/** Where measurements go. Never throws, and takes no time worth speaking of. */
export interface Metrics {
  count<Name extends MetricName<'counter'>>(name: Name, labels: MetricLabels<Name>, by?: number): void;
  observe<Name extends MetricName<'histogram'>>(name: Name, labels: MetricLabels<Name>, value: number): void;
  set(name: MetricName<'gauge'>, value: number): void;
}

const nothing = () => undefined;

/** Where nobody looks. */
export const NO_METRICS: Metrics = { count: nothing, observe: nothing, set: nothing };

/** The `tenant` of a report whose course belongs to none, or that ended before anybody knew. */
export const NO_TENANT = 'none';
