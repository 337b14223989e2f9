import type { Client, types } from 'cassandra-driver';
import type { LedgerEntry, LedgerFilter } from '../../report/ledger-entry.ts';
import type { Ledger } from '../../report/ports.ts';
import { bucketsOf, newestBuckets } from './ledger-buckets.ts';
import { ledgerColumns, toLedgerEntry } from './ledger-rows.ts';
import { storeSession, type StoreSession } from './store-session.ts';

/** The rows of reports, and the lists that lead to them. */
export function cassandraLedger(client: Client, { keyspace }: { readonly keyspace: string }): Ledger {
  const session = storeSession(client);
  const report = `${keyspace}.report`;
  const list = `${keyspace}.report_list`;
  const read = `SELECT * FROM ${report} WHERE report_id = ?`;

  const entry = async (reportId: string): Promise<LedgerEntry | null> => {
    const row = (await session(read, [reportId])).first();
    // Columns expire one by one: a row without its first ones is at the end of its 400 days.
    return row === null || row['requested_at'] === null ? null : toLedgerEntry(row);
  };
  const write = async (reportId: string, change: Partial<LedgerEntry>): Promise<void> => {
    const columns = Object.entries(ledgerColumns(change));
    if (columns.length === 0) return;
    const names = columns.map(([name]) => name).join(', ');
    const marks = columns.map(() => '?').join(', ');
    const values = columns.map(([, value]) => value);
    await session(`INSERT INTO ${report} (report_id, ${names}) VALUES (?, ${marks})`, [reportId, ...values]);
  };
  return {
    async open(opened) {
      const insert = `INSERT INTO ${list} (bucket, requested_at, report_id) VALUES (?, ?, ?)`;
      const requestedAt = new Date(opened.requestedAtMs);
      await Promise.all(bucketsOf(opened).map((bucket) => session(insert, [bucket, requestedAt, opened.reportId])));
      // Last: whoever finds the row takes it for opened, and a list passes over a report without one.
      await write(opened.reportId, opened);
    },
    update: write,
    entry,
    list: (filter) => listed(session, `SELECT report_id FROM ${list} WHERE bucket = ?`, filter, entry),
  };
}

async function* listed(
  session: StoreSession,
  query: string,
  filter: LedgerFilter,
  entry: (reportId: string) => Promise<LedgerEntry | null>,
): AsyncGenerator<LedgerEntry> {
  // An operator's retry counts from its own start, so its report stands in the list at both moments.
  const told = new Set<string>();
  for (const bucket of newestBuckets(filter, Date.now())) {
    let pageState: string | undefined;
    do {
      const options = { fetchSize: 50, ...(pageState === undefined ? {} : { pageState }) };
      const page: types.ResultSet = await session(query, [bucket], options);
      for (const found of await Promise.all(page.rows.map((row) => entry(row['report_id'])))) {
        if (found === null || !fits(found, filter) || told.has(found.reportId)) continue;
        told.add(found.reportId);
        yield found;
      }
      pageState = page.pageState ?? undefined;
    } while (pageState !== undefined);
  }
}

/** A batch and a tenant together: the batch's list, sieved. */
function fits(entry: LedgerEntry, { tenantId }: LedgerFilter): boolean {
  return tenantId === undefined || entry.tenantId === tenantId;
}
