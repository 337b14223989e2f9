import type { Client } from 'cassandra-driver';
import type { ReadingLines } from '../../report/ports.ts';
import { FALLS_OUT_AFTER_MS, type PlaceInLine } from '../../report/reading-line.ts';
import { storeSession } from './store-session.ts';

const PLACE_TTL_S = FALLS_OUT_AFTER_MS / 1_000;
/** What yesterday's batches took says little of today's. */
const USUAL_TTL_S = 86_400;

/**
 * A partition a tenant, a row a report, which expires unless it is written again: the line of a worker or a run that died
 * mends itself. A few hundred small rows at the most, as requests that would wait too long are not let in.
 */
export function cassandraReadingLines(client: Client, { keyspace }: { readonly keyspace: string }): ReadingLines {
  const session = storeSession(client);
  const table = `${keyspace}.reading_line`;
  const insert = `INSERT INTO ${table} (tenant_id, requested_at, report_id) VALUES (?, ?, ?) USING TTL ${PLACE_TTL_S}`;
  const remove = `DELETE FROM ${table} WHERE tenant_id = ? AND requested_at = ? AND report_id = ?`;
  const setUsual = `INSERT INTO ${table} (tenant_id, usual_ms) VALUES (?, ?) USING TTL ${USUAL_TTL_S}`;
  const read = `SELECT requested_at, report_id, usual_ms FROM ${table} WHERE tenant_id = ?`;
  return {
    async stand(place) {
      await session(insert, keyOf(place));
    },
    async look({ tenantId, reportId, requestedAtMs }) {
      const { rows } = await session(read, [partitionOf(tenantId)], { fetchSize: 0 });
      const isAhead = (atMs: number, id: string) => atMs < requestedAtMs || (atMs === requestedAtMs && id < reportId);
      // A tenant whose line is empty has a row all the same, with nothing in it but what is usual. And after an operator's
      // retry a report may stand there twice for a while: it does not wait for itself.
      const ahead = rows.filter(
        (row) =>
          row['requested_at'] !== null &&
          row['report_id'] !== reportId &&
          isAhead(row['requested_at'].getTime(), row['report_id']),
      );
      return { ahead: ahead.length, usualMs: rows[0]?.['usual_ms'] ?? null };
    },
    async leave(place) {
      await session(remove, keyOf(place));
    },
    async learn(tenantId, usualMs) {
      await session(setUsual, [partitionOf(tenantId), usualMs]);
    },
  };
}

function keyOf({ tenantId, requestedAtMs, reportId }: PlaceInLine): unknown[] {
  return [partitionOf(tenantId), new Date(requestedAtMs), reportId];
}

/** A key may not be empty. */
function partitionOf(tenantId: string | null): string {
  return tenantId === null ? 'none' : `tenant/${tenantId}`;
}
