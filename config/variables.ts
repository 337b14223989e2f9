import { z } from 'zod';
import { LONGEST_TOTAL_MS } from '../report/budget.ts';
import {
  contactPoints,
  consistency,
  duration,
  identifier,
  mailFrom,
  replication,
  smtpUrl,
  socketAddress,
  whole,
} from './formats.ts';

export interface Variable<T> {
  /** Text to value; its messages say what would be right. */
  readonly format: z.ZodType<T, string>;
  /** As it would be written; `null` = unset. */
  readonly default: string | null;
  /** Also read from the file that NAME_FILE names; never printed. */
  readonly isSecret?: true;
  readonly why: string;
}

const text = z.string();

/**
 * Every variable that this software reads, besides those of Temporal (TEMPORAL_*, read by @temporalio/envconfig).
 * docs/config.md and docker-compose.yml are held against this table by tests.
 */
export const VARIABLES = {
  CASSANDRA_CONTACT_POINTS: {
    format: contactPoints,
    default: null,
    why: 'Where the cluster is entered: host:port, comma separated.',
  },
  CASSANDRA_LOCAL_DATACENTER: {
    format: text,
    default: null,
    why: 'Data centre whose nodes are asked; the driver demands it.',
  },
  CASSANDRA_USERNAME: {
    format: text,
    default: null,
    why: 'Role with SELECT on the Sunbird keyspaces and all on our own.',
  },
  CASSANDRA_PASSWORD: { format: text, default: null, isSecret: true, why: 'Its password.' },
  CASSANDRA_TLS_ENABLED: {
    format: z.stringbool(),
    default: 'false',
    why: 'Encrypt, and verify the server by the system’s authorities.',
  },
  CASSANDRA_TLS_CA_FILE: {
    format: text,
    default: null,
    why: 'Authority of the servers’ certificates (PEM); switches TLS on.',
  },
  CASSANDRA_TLS_CERT_FILE: {
    format: text,
    default: null,
    why: 'Client certificate (PEM), where the cluster asks for one.',
  },
  CASSANDRA_TLS_KEY_FILE: { format: text, default: null, why: 'Its key (PEM).' },
  CASSANDRA_READ_CONSISTENCY: {
    format: consistency,
    default: 'LOCAL_QUORUM',
    why: 'For Sunbird’s tables. LOCAL_ONE reads may miss a learner who enrolled just now.',
  },

  SUNBIRD_KEYSPACE: { format: identifier, default: 'sunbird', why: 'Users, organisations, locations.' },
  SUNBIRD_COURSES_KEYSPACE: { format: identifier, default: 'sunbird_courses', why: 'Batches and enrolments.' },
  SUNBIRD_HIERARCHY_KEYSPACE: {
    format: identifier,
    default: 'dev_hierarchy_store',
    why: 'Content hierarchy; in production <env>_hierarchy_store.',
  },
  SUNBIRD_HIERARCHY_CONTACT_POINTS: {
    format: contactPoints,
    default: null,
    why: 'The content cluster, where it is another one than CASSANDRA_CONTACT_POINTS.',
  },
  SUNBIRD_ENROLMENTS_TABLE: { format: identifier, default: 'report_user_enrolments', why: 'Enrolments by batch.' },
  SUNBIRD_ENCRYPTION_KEY: {
    format: text.min(1),
    default: null,
    isSecret: true,
    why: 'The platform’s sunbird_encryption_key: the salt of addresses in profiles.',
  },

  REPORT_KEYSPACE: {
    format: identifier,
    default: 'course_reports',
    why: 'Our own keyspace: stored files, ledger, deliveries.',
  },
  REPORT_KEYSPACE_REPLICATION: {
    format: replication,
    default: null,
    why: "CQL map for `setup`, e.g. {'class':'NetworkTopologyStrategy','dc1':3}. Fewer than 3 copies lose reports with a node.",
  },
  REPORT_RETENTION: {
    format: duration(60_000, 365 * 86_400_000),
    default: '7d',
    why: 'How long files can be fetched or re-sent.',
  },
  REPORT_DEADLINE: {
    format: duration(10_000, LONGEST_TOTAL_MS),
    default: '30m',
    why: 'Request to mail; shorter values scale every step.',
  },
  REPORT_ATTACHMENT_MAX_BYTES: {
    format: whole(1_000, 100_000_000),
    default: '10000000',
    why: 'Encoded size above which the CSV is zipped, and the ZIP left in the portal. Common mail limits are 20 to 25 MB.',
  },
  REPORT_LOOKUP_KEYS: {
    format: whole(1, 1_000),
    default: '100',
    why: 'Keys in one IN; halved by itself on time-out or guardrail.',
  },
  REPORT_READS_IN_FLIGHT: {
    format: whole(1, 512),
    default: '16',
    why: 'Reads of Sunbird’s tables at once in one worker; fewer by itself while the cluster is slow.',
  },
  REPORT_READINGS_PER_TENANT: {
    format: whole(1, 1_000),
    default: '2',
    why: 'Reports of one tenant that are read at once, over all workers; the others wait in line.',
  },
  REPORT_PRIVATE_COLUMNS: {
    format: z.enum(['course-tenant', 'always']),
    default: 'course-tenant',
    why: 'Whose External ID, school and block are printed (docs/domain.md, 3.4).',
  },
  REPORT_CONTACTS: {
    format: z.enum(['masked', 'full']),
    default: 'masked',
    why: 'full prints decrypted contacts of consenting learners (docs/domain.md, 5).',
  },
  REPORT_METRICS_ADDRESS: {
    format: socketAddress,
    default: null,
    why: 'Where a worker shows its metrics to Prometheus, under /metrics; unset: nowhere.',
  },
  REPORT_AUDIT_KEY: {
    format: text.min(16, 'at least 16 characters'),
    default: null,
    isSecret: true,
    why: 'Key of the HMAC by which an audit recognises an address without storing it.',
  },

  SMTP_URL: {
    format: smtpUrl,
    default: null,
    isSecret: true,
    why: 'Relay: smtp://user:password@host:port or smtps://…',
  },
  MAIL_FROM: { format: mailFrom, default: null, why: 'Sender: address, or Name <address>.' },
  PORTAL_PUBLIC_URL: {
    format: z.url({ protocol: /^https?$/ }),
    default: null,
    why: 'Page named in mails; unset: they name the course page in words.',
  },
  PORTAL_HOST: { format: text, default: '127.0.0.1', why: 'Address the portal listens on.' },
  PORTAL_PORT: { format: whole(0, 65_535), default: '3000', why: 'Its port; 0 takes a free one.' },
  PORTAL_JWKS_URL: {
    format: z.url({ protocol: /^https?$/, error: 'must be http://… or https://…' }),
    default: null,
    why: 'Public keys of the sign-in server (JWKS).',
  },
  PORTAL_ISSUER: { format: text, default: null, why: 'The iss that a token must have.' },
  PORTAL_AUDIENCE: { format: text, default: null, why: 'The aud that a token must name.' },

  TELEMETRY_URL: {
    format: z.url({ protocol: /^https?$/, error: 'must be http://… or https://…, with its path' }),
    default: null,
    why: 'Where events of clicks are sent, path included; unset: off, and the ledger counts all the same.',
  },
  TELEMETRY_TOKEN: { format: text, default: null, isSecret: true, why: 'Bearer token for it.' },
} as const satisfies Record<string, Variable<unknown>>;

export type VariableName = keyof typeof VARIABLES;

export type Values = {
  readonly [Name in VariableName]: z.output<(typeof VARIABLES)[Name]['format']> | null;
};
