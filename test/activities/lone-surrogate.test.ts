import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '../../dev/data/demo.ts';
import { ChangingBatch } from '../faults/changing-batch.ts';
import { note } from '../faults/seen.ts';
import { SUNBIRD } from '../support/cassandra-demo.ts';
import { readByCsvParse } from '../support/e2e-csv.ts';
import { prepare, write } from './whole-report.ts';
import { newReport, workbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await workbench();
});
afterAll(() => bench.close());

const LONE = '\ud800';
const execute = (query: string, ...params: unknown[]) => bench.own.client.execute(query, params);
const insert = (values: string) => `INSERT INTO sunbird.user (id, rootorgid, firstname) VALUES ${values}`;

/** What the file says of a learner whose row is written in some way. */
async function recordOf(writeUser: (id: string) => Promise<unknown>): Promise<readonly string[]> {
  const id = randomUUID();
  await writeUser(id);
  const { batchId } = await ChangingBatch.of(bench.own.client, SUNBIRD.courses, SUNBIRD.enrolmentsTable, [id]);
  const report = newReport(bench, { batchId });
  const whole = { after: null, upTo: null };
  const { object, tally } = await write(bench.deps, report, await prepare(bench.deps, report), 1, whole);
  expect(tally).toMatchObject({ rows: 1, active: 1 });
  const [record = []] = readByCsvParse(Buffer.from(await bench.deps.store.readText(report.reportId, object)));
  return record;
}

describe('poison in the rows of the platform', () => {
  test.each([
    ['a driver writes', (id: string) => execute(insert('(?, ?, ?)'), id, DEMO.courseOrgId, `A${LONE}B`), 'A\ufffdB'],
    [
      'came as JSON',
      (id: string) =>
        execute(
          'INSERT INTO sunbird.user JSON ?',
          JSON.stringify({ id, rootorgid: DEMO.courseOrgId, firstname: `A${LONE}B` }),
        ),
      'A?B',
    ],
    [
      'came as bytes, which Cassandra does not check',
      (id: string) => execute(insert('(?, ?, blob_as_text(0x41eda08042))'), id, DEMO.courseOrgId),
      'A\ufffd\ufffd\ufffdB',
    ],
  ] as const)('half a character in a name that %s: a mark stands in its place', async (_, writeUser, name) => {
    expect((await recordOf(writeUser))[2]).toBe(name);
    note(`half a character in a name: ${JSON.stringify(name)}`);
  });

  test('half a character for the id of a place is the id of none', async () => {
    const profilelocation = JSON.stringify([{ id: LONE }]);
    const user = 'INSERT INTO sunbird.user (id, rootorgid, firstname, profilelocation) VALUES (?, ?, ?, ?)';
    const record = await recordOf((id) => execute(user, id, DEMO.courseOrgId, 'Asha', profilelocation));
    expect([record[2], record[6], record[8]]).toEqual(['Asha', '', '']);
  });
});
