import cassandra, { type Client } from 'cassandra-driver';
import { dayInIndia } from '../../report/india-day.ts';
import type { Downloads } from '../../report/ports.ts';
import { parseReportId } from '../../report/request.ts';
import type { Form } from '../../report/status.ts';
import { dayCounts } from './day-counts.ts';
import { storeSession } from './store-session.ts';

/** No delivery has it. */
const FETCH_NO = 0;

/** Downloads, each fixed once by compare-and-set and then entered under its day. */
export function cassandraDownloads(client: Client, { keyspace }: { readonly keyspace: string }): Downloads {
  const session = storeSession(client);
  const q = downloadQueries(keyspace);
  const { serial } = cassandra.types.consistencies;

  /** When the server's word was written down: its retry, perhaps days later, finds the same moment. */
  const acceptedAt = async (reportId: string, no: number): Promise<Date | null> => {
    const row = (await session(q.delivery, [reportId, no], { consistency: serial })).first();
    return row?.['state'] === 'accepted' ? new Date(Number(row['written_at']) / 1000) : null;
  };
  const count = async (reportId: string, no: number, form: Form, at: Date): Promise<void> => {
    const { courseId, batchId } = parseReportId(reportId);
    // Repeating it is harmless: whoever comes second is told what stands.
    const result = await session(q.fix, [reportId, no, form, at], { serialConsistency: serial });
    const fixed: Date = result.wasApplied() ? at : result.first()['at'];
    await session(q.enter, [dayInIndia(fixed), courseId, batchId, reportId, no]);
  };
  return {
    async mailed({ reportId, no, form }) {
      // Accepted and not written down as such: the store was away. Then this is the moment.
      await count(reportId, no, form, (await acceptedAt(reportId, no)) ?? new Date());
    },
    async fetched(reportId, atMs) {
      const { rows } = await session(q.ofReport, [reportId], { consistency: serial });
      if (rows.some((row) => row['no'] !== FETCH_NO)) return;
      await count(reportId, FETCH_NO, 'none', new Date(atMs));
    },
    ...dayCounts(session, `${keyspace}.download_day`),
  };
}

function downloadQueries(keyspace: string) {
  return {
    delivery: `SELECT state, WRITETIME(state) AS written_at FROM ${keyspace}.delivery WHERE report_id = ? AND subject = 'report' AND no = ?`,
    ofReport: `SELECT no FROM ${keyspace}.download WHERE report_id = ?`,
    fix: `INSERT INTO ${keyspace}.download (report_id, no, form, at) VALUES (?, ?, ?, ?) IF NOT EXISTS`,
    enter: `INSERT INTO ${keyspace}.download_day (day, course_id, batch_id, report_id, no) VALUES (?, ?, ?, ?, ?)`,
  } as const;
}
