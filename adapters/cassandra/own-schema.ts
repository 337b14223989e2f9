/** Ledger and deliveries are kept 400 days: an audit covers a year and a month. */
const LEDGER_TTL = `default_time_to_live = ${400 * 86_400}`;

interface Table {
  /** Name -> CQL type. Columns are only ever added: `setup` adds what an older keyspace lacks. */
  readonly columns: Readonly<Record<string, string>>;
  readonly key: string;
  readonly options: readonly string[];
}

/** Our own tables, in the CQL of Cassandra 3.11. */
export const OWN_TABLES: Readonly<Record<string, Table>> = {
  // One row per stored object, made before its chunks so that an unfinished object can be found and removed;
  // bytes, chunks and hash come last, so that an object which has them is whole.
  report_object: {
    columns: { report_id: 'text', object_id: 'text', bytes: 'bigint', chunks: 'int', sha256: 'text' },
    key: '(report_id, object_id)',
    options: [],
  },
  // Chunks under 1 MiB in partitions of 16 MiB; they expire together, which is what time windows are for.
  report_chunk: {
    columns: { report_id: 'text', object_id: 'text', slice: 'int', no: 'int', data: 'blob' },
    key: '((report_id, object_id, slice), no)',
    options: [
      "compaction = {'class': 'TimeWindowCompactionStrategy', 'compaction_window_unit': 'DAYS', 'compaction_window_size': 1}",
    ],
  },
  report: {
    columns: {
      report_id: 'text',
      course_id: 'text',
      batch_id: 'text',
      requester_id: 'text',
      tenant_id: 'text',
      deliver: 'text',
      run_id: 'text',
      stage: 'text',
      outcome: 'text',
      error_code: 'text',
      error_text: 'text',
      requested_at: 'timestamp',
      deadline_at: 'timestamp',
      finished_at: 'timestamp',
      file_name: 'text',
      file_object_id: 'text',
      file_bytes: 'bigint',
      file_sha256: 'text',
      manifest: 'text',
      form: 'text',
      possible_duplicate: 'boolean',
      contacts: 'text',
      sent_to_mark: 'text',
      fetched_at: 'timestamp',
    },
    key: '(report_id)',
    options: [LEDGER_TTL],
  },
  // The lists: a bucket is a batch, a tenant's month, or a day of all.
  report_list: {
    columns: { bucket: 'text', requested_at: 'timestamp', report_id: 'text' },
    key: '(bucket, requested_at, report_id)',
    options: ['CLUSTERING ORDER BY (requested_at DESC, report_id ASC)', LEDGER_TTL],
  },
  // Changed by compare-and-set only, and always in all columns, so that they live equally long.
  delivery: {
    columns: {
      report_id: 'text',
      subject: 'text',
      no: 'int',
      state: 'text',
      owner: 'text',
      run_id: 'text',
      run_started_at: 'timestamp',
      form: 'text',
      message_id: 'text',
      mail_date: 'timestamp',
      possible_duplicate: 'boolean',
      reply_code: 'int',
      reply_status: 'text',
      resend_id: 'text',
      left_before: 'text',
    },
    key: '((report_id, subject), no)',
    options: ['CLUSTERING ORDER BY (no DESC)', LEDGER_TTL],
  },

  // Reports that wait to be read or are being read: rows of seconds, written again and again. What has expired or was
  // deleted cannot come back for longer than it would have lived, so its tombstones need not stay.
  reading_line: {
    columns: { tenant_id: 'text', requested_at: 'timestamp', report_id: 'text', usual_ms: 'int static' },
    key: '(tenant_id, requested_at, report_id)',
    options: ['gc_grace_seconds = 600'],
  },

  // The download ratio. What was downloaded is kept for ever.
  // One row a download, made by compare-and-set: it fixes the day, so that a repeat cannot count on another one.
  // no: that of the delivery; 0 = the first fetch from the portal.
  download: {
    columns: { report_id: 'text', no: 'int', form: 'text', at: 'timestamp' },
    key: '(report_id, no)',
    options: [],
  },
  // The same by day in India, yyyy-MM-dd; its rows are what a period counts.
  download_day: {
    columns: { day: 'text', course_id: 'text', batch_id: 'text', report_id: 'text', no: 'int' },
    key: '(day, course_id, batch_id, report_id, no)',
    options: [],
  },
  // A row a click and no counter: a counter cannot be asked twice without counting twice.
  click_day: {
    columns: { day: 'text', course_id: 'text', batch_id: 'text', click_id: 'text' },
    key: '(day, course_id, batch_id, click_id)',
    options: [LEDGER_TTL],
  },
  batch_fact: {
    columns: { course_id: 'text', batch_id: 'text', tenant_id: 'text', created_day: 'text', seen_at: 'timestamp' },
    key: '(course_id, batch_id)',
    options: [],
  },
  // One row, 'last': the last walk over all batches that came to its end.
  batch_walk: {
    columns: { name: 'text', started_at: 'timestamp', ended_at: 'timestamp' },
    key: '(name)',
    options: [],
  },
};

/** @param replication CQL map, e.g. `{'class':'NetworkTopologyStrategy','dc1':3}` */
export function createKeyspace(keyspace: string, replication: string): string {
  return `CREATE KEYSPACE IF NOT EXISTS ${keyspace} WITH replication = ${replication}`;
}

export function createTable(keyspace: string, name: string, { columns, key, options }: Table): string {
  const definitions = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  const having = options.length === 0 ? '' : ` WITH ${options.join(' AND ')}`;
  return `CREATE TABLE IF NOT EXISTS ${keyspace}.${name} (${definitions.join(', ')}, PRIMARY KEY ${key})${having}`;
}

export function addColumn(keyspace: string, table: string, column: string): string {
  return `ALTER TABLE ${keyspace}.${table} ADD ${column} ${OWN_TABLES[table]?.columns[column] ?? 'text'}`;
}
