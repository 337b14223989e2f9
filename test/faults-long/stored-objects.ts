import { ownKeyspace } from '../../config/connections.ts';
import { stage } from '../faults/real-stage.ts';
import { serverValues } from '../support/cassandra.ts';

/** Whole objects of a report, and how long they and their chunks live: the shorter of the two. */
export async function storedObjects(reportId: string) {
  const { keyspace } = ownKeyspace(serverValues());
  const { cassandra } = stage();
  const objects = await cassandra.execute(
    `SELECT object_id, sha256, TTL(sha256) AS ttl FROM ${keyspace}.report_object WHERE report_id = ?`,
    [reportId],
  );
  const chunkTtl = `SELECT TTL(data) AS ttl FROM ${keyspace}.report_chunk WHERE report_id = ? AND object_id = ? AND slice = 0`;
  const whole = objects.rows.filter((row) => row['sha256'] !== null);
  return Promise.all(
    whole.map(async (row) => {
      const objectId: string = row['object_id'];
      const chunks = await cassandra.execute(chunkTtl, [reportId, objectId]);
      const ttls = [row, ...chunks.rows].map((one) => Number(one['ttl'] ?? 0));
      return { objectId, sha256: row['sha256'] as string, ttl: Math.min(...ttls) };
    }),
  );
}
