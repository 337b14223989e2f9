import type { Client } from 'cassandra-driver';
import { applySunbirdSchema } from '../../dev/data/cassandra/apply-schema.ts';
import { writeDemoData } from '../../dev/data/cassandra/write-demo-data.ts';
import { demoBatch, type DemoBatch } from '../../dev/data/batch.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { stackValues, withCassandra } from '../../dev/set-up.ts';
import { stackSettings } from './e2e-scene.ts';

/** One page of 5,000 and a part of the next. */
export const SMALL = demoBatch({ learners: 6_000 });
/** What one batch may have at the most by the requirement: 21 pages, and a file that no mail carries unzipped. */
export const LAKH = demoBatch({ learners: 100_000 });

/** Puts a batch into the stack's Cassandra, unless an earlier test has. */
export function write(batch: DemoBatch): Promise<void> {
  return withStackCassandra(async (client) => {
    await applySunbirdSchema(client);
    const { activeLearners: learners, seed, hostile } = batch;
    await writeDemoData(client, { learners, seed, hostile: hostile !== undefined });
  });
}

/** What a mentor says on the command line. */
export function requestOf({ courseId, batchId }: DemoBatch, requesterId: string = DEMO.mentorId): string[] {
  return ['request', '--course', courseId, '--batch', batchId, '--requester', requesterId];
}

/** A query of the test's own: nothing of the product's reading is used. */
export async function activeUserIds({ courseId, batchId }: DemoBatch): Promise<string[]> {
  const query = 'SELECT userid, active FROM sunbird_courses.report_user_enrolments WHERE batchid = ? AND courseid = ?';
  return withStackCassandra(async (client) => {
    const ids: string[] = [];
    const rows = await client.execute(query, [batchId, courseId], { prepare: true, fetchSize: 2_000 });
    for await (const row of rows) {
      if (row['active'] === true) ids.push(row['userid']);
    }
    return ids;
  });
}

/** Counted by the test itself. */
export async function batchesOfCourse(courseId: string): Promise<number> {
  const query = 'SELECT count(*) AS count FROM sunbird_courses.course_batch WHERE courseid = ?';
  return withStackCassandra(async (client) => Number((await client.execute(query, [courseId])).first()?.['count']));
}

/** Reads of the enrolments that Cassandra itself has counted since it started: at most 500 rows each, or 5,000 bare keys. */
export async function enrolmentReads(table = 'report_user_enrolments'): Promise<number> {
  const query =
    "SELECT count FROM system_views.rows_per_read WHERE keyspace_name = 'sunbird_courses' AND table_name = ?";
  return withStackCassandra(async (client) =>
    Number((await client.execute(query, [table], { prepare: true })).first()?.['count']),
  );
}

function withStackCassandra<T>(use: (client: Client) => Promise<T>): Promise<T> {
  return withCassandra(stackValues(stackSettings()), use);
}
