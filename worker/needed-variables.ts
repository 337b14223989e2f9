import type { VariableName } from '../config/variables.ts';

/** A worker does not start without these. */
export const NEEDED_VARIABLES: readonly VariableName[] = [
  'CASSANDRA_CONTACT_POINTS',
  'CASSANDRA_LOCAL_DATACENTER',
  'SUNBIRD_ENCRYPTION_KEY',
  'REPORT_AUDIT_KEY',
  'SMTP_URL',
  'MAIL_FROM',
];
