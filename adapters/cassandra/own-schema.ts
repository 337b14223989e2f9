/** Ledger and deliveries are kept 400 days: an audit covers a year and a month (docs/operate.md). */
const LEDGER_TTL_S = 400 * 86_400;

/**
 * Our own keyspace, in the CQL of Cassandra 3.11. Every statement can be run again without harm.
 *
 * @param replication CQL map, e.g. `{'class':'NetworkTopologyStrategy','dc1':3}`
 */
export function ownSchema(keyspace: string, replication: string): readonly string[] {
  return [
    `CREATE KEYSPACE IF NOT EXISTS ${keyspace} WITH replication = ${replication}`,
    // One row per stored object, made before its chunks so that an unfinished object can be found and removed;
    // bytes, chunks and hash come last, so that an object which has them is whole.
    `CREATE TABLE IF NOT EXISTS ${keyspace}.report_object (
      report_id text, object_id text, bytes bigint, chunks int, sha256 text,
      PRIMARY KEY (report_id, object_id))`,
    // Chunks under 1 MiB in partitions of 16 MiB; they expire together, which is what time windows are for.
    `CREATE TABLE IF NOT EXISTS ${keyspace}.report_chunk (
      report_id text, object_id text, slice int, no int, data blob,
      PRIMARY KEY ((report_id, object_id, slice), no))
      WITH compaction = {'class': 'TimeWindowCompactionStrategy', 'compaction_window_unit': 'DAYS', 'compaction_window_size': 1}`,
    `CREATE TABLE IF NOT EXISTS ${keyspace}.report (
      report_id text PRIMARY KEY,
      course_id text, batch_id text, requester_id text, tenant_id text, deliver text, run_id text,
      stage text, outcome text, error_code text, error_text text,
      requested_at timestamp, deadline_at timestamp, finished_at timestamp,
      file_name text, file_object_id text, file_bytes bigint, file_sha256 text, manifest text,
      form text, possible_duplicate boolean)
      WITH default_time_to_live = ${LEDGER_TTL_S}`,
    // The lists: bucket is a batch, a tenant's month, or a day of all.
    `CREATE TABLE IF NOT EXISTS ${keyspace}.report_list (
      bucket text, requested_at timestamp, report_id text,
      PRIMARY KEY (bucket, requested_at, report_id))
      WITH CLUSTERING ORDER BY (requested_at DESC, report_id ASC) AND default_time_to_live = ${LEDGER_TTL_S}`,
    // Changed by compare-and-set only, and always in all columns, so that they live equally long.
    `CREATE TABLE IF NOT EXISTS ${keyspace}.delivery (
      report_id text, subject text, no int,
      state text, owner text, run_id text, run_started_at timestamp, form text, message_id text, mail_date timestamp,
      possible_duplicate boolean, reply_code int, reply_status text,
      PRIMARY KEY ((report_id, subject), no))
      WITH CLUSTERING ORDER BY (no DESC) AND default_time_to_live = ${LEDGER_TTL_S}`,
  ];
}

/** What `setup` makes, so that `doctor` can say what is missing. */
export const OWN_TABLES = ['report_object', 'report_chunk', 'report', 'report_list', 'delivery'] as const;
