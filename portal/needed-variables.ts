import type { VariableName } from '../config/variables.ts';

/** A portal does not start without these. It mails nothing and decrypts nothing, so it is not given the keys for that. */
export const NEEDED_VARIABLES: readonly VariableName[] = [
  'CASSANDRA_CONTACT_POINTS',
  'CASSANDRA_LOCAL_DATACENTER',
  'PORTAL_JWKS_URL',
  'PORTAL_ISSUER',
  'PORTAL_AUDIENCE',
];
