import type { Values } from './variables.ts';

/** Plain values in the shapes that the adapters take. */

export function cassandraOptions(values: Values) {
  const { CASSANDRA_TLS_CA_FILE: caFile, CASSANDRA_TLS_CERT_FILE: certFile, CASSANDRA_TLS_KEY_FILE: keyFile } = values;
  const hasTls = values.CASSANDRA_TLS_ENABLED === true || caFile !== null || certFile !== null;
  return {
    contactPoints: values.CASSANDRA_CONTACT_POINTS ?? [],
    localDataCenter: values.CASSANDRA_LOCAL_DATACENTER ?? '',
    username: values.CASSANDRA_USERNAME,
    password: values.CASSANDRA_PASSWORD,
    tls: hasTls ? { caFile, certFile, keyFile } : null,
  };
}

export function sourceNames(values: Values) {
  return {
    sunbird: values.SUNBIRD_KEYSPACE ?? '',
    courses: values.SUNBIRD_COURSES_KEYSPACE ?? '',
    hierarchy: values.SUNBIRD_HIERARCHY_KEYSPACE ?? '',
    enrolmentsTable: values.SUNBIRD_ENROLMENTS_TABLE ?? '',
  };
}

export function ownKeyspace(values: Values) {
  return { keyspace: values.REPORT_KEYSPACE ?? '', retentionMs: values.REPORT_RETENTION ?? 0 };
}
