import { randomUUID } from 'node:crypto';
import type { Client } from 'cassandra-driver';
import type { Dependencies } from '../../activities/dependencies.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { demoSource, SUNBIRD } from '../support/cassandra-demo.ts';
import { olderKeyspace, tableStatement } from '../support/older-schema.ts';

/** A batch of a test's own whose learners come and go; nobody's profile is there, which is all the same here. */
export class ChangingBatch {
  readonly batchId = randomUUID();
  private readonly client: Client;
  private readonly keyspace: string;
  private readonly table: string;

  private constructor(client: Client, keyspace: string, table: string) {
    this.client = client;
    this.keyspace = keyspace;
    this.table = table;
  }

  static async of(client: Client, keyspace: string, table: string, userIds: readonly string[]): Promise<ChangingBatch> {
    const batch = new ChangingBatch(client, keyspace, table);
    const columns = 'courseid, batchid, createdby, mentors';
    const values = [DEMO.courseId, batch.batchId, DEMO.creatorId, [DEMO.mentorId]];
    await client.execute(`INSERT INTO ${keyspace}.course_batch (${columns}) VALUES (?, ?, ?, ?)`, values);
    await batch.enrol(...userIds);
    return batch;
  }

  /** Also changes one who is there. */
  async enrol(...userIds: readonly string[]): Promise<void> {
    await Promise.all(userIds.map((userId) => this.set(userId, true)));
  }

  async deactivate(userId: string): Promise<void> {
    await this.set(userId, false);
  }

  async remove(userId: string): Promise<void> {
    const query = `DELETE FROM ${this.keyspace}.${this.table} WHERE userid = ? AND courseid = ? AND batchid = ?`;
    await this.client.execute(query, [userId, DEMO.courseId, this.batchId]);
  }

  private async set(userId: string, active: boolean): Promise<void> {
    const query = `INSERT INTO ${this.keyspace}.${this.table} (userid, courseid, batchid, active) VALUES (?, ?, ?, ?)`;
    await this.client.execute(query, [userId, DEMO.courseId, this.batchId, active]);
  }
}

/** Enrolments that cannot be walked in the order of their user ids, in a keyspace of the test's own. */
export async function indexedEnrolments(cassandra: Client) {
  const { name: keyspace, ddl, drop } = await olderKeyspace(cassandra);
  const table = 'user_enrolments';
  await ddl(await tableStatement(`${SUNBIRD.courses}.course_batch`, keyspace));
  await ddl(await tableStatement(`${SUNBIRD.courses}.${table}`, keyspace));
  await ddl(`CREATE INDEX ON ${keyspace}.${table} (batchid)`);
  const source = demoSource(cassandra, { names: { ...SUNBIRD, courses: keyspace, enrolmentsTable: table } });
  const ports = (real: Dependencies): Dependencies => ({ ...real, source });
  return { keyspace, table, ports, [Symbol.asyncDispose]: drop };
}
