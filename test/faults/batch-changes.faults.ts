import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { SUNBIRD } from '../support/cassandra-demo.ts';
import { readByCsvParse } from '../support/e2e-csv.ts';
import { endOf } from '../support/workflow-scene.ts';
import { gate } from '../support/workflow-troubles.ts';
import { expectAlwaysTrue } from './always-true.ts';
import { ChangingBatch, indexedEnrolments } from './changing-batch.ts';
import {
  beforeReading,
  betweenAttempts,
  betweenLists,
  betweenPages,
  PAGE,
  smallPages,
  type Steps,
} from './reading-points.ts';
import { stage } from './real-stage.ts';
import type { Scenario } from './scenario.ts';
import { note } from './seen.ts';
import { withoutKeys, withoutOpenEnd } from './without.ts';

const id = (no: number) => `u-${String(no).padStart(3, '0')}`;
/** Ten pages, which the product lists in three calls. */
const LEARNERS = Array.from({ length: 100 }, (_, no) => id(no));
/** Enrolled, and not active at first. */
const INACTIVE = 'u-070-inactive';
const but = (...gone: readonly number[]) => LEARNERS.filter((_, no) => !gone.includes(no));

interface Changed {
  readonly userIds: readonly string[];
  readonly scenario: Scenario;
  readonly changedAt: Date;
}

type Change = (batch: ChangingBatch) => Promise<unknown>;
const TODAY: { readonly keyspace: string; readonly table: string } = {
  keyspace: SUNBIRD.courses,
  table: SUNBIRD.enrolmentsTable,
};

/** One report that stands somewhere while the batch is changed. @returns what its file then holds */
async function changed(steps: Steps, change: Change, deps = smallPages, { keyspace, table } = TODAY): Promise<Changed> {
  const batch = await ChangingBatch.of(stage().cassandra, keyspace, table, LEARNERS);
  await batch.deactivate(INACTIVE);
  const here = gate();
  const input = { batchId: batch.batchId };
  await using scenario = await stage().scenario({ input, deps, steps: steps(here.pass) });
  const run = await scenario.start();
  await here.reached;
  await change(batch);
  const changedAt = new Date();
  here.open();
  expect((await endOf(run)).result).toMatchObject({ outcome: 'sent' });
  return { userIds: await userIdsIn(scenario), scenario, changedAt };
}

async function userIdsIn({ reports }: Scenario): Promise<string[]> {
  const { attachments } = await simpleParser(reports[0]?.message ?? '');
  const records = readByCsvParse(attachments[0]?.content ?? Buffer.of());
  return records.slice(1).map((record) => record[1] ?? '');
}

/** @param expected in any order; the file has them in that of their ids, each once */
async function expectFile({ userIds, scenario, changedAt }: Changed, expected: readonly string[], inactive: number) {
  expect(userIds).toEqual(expected.toSorted());
  const manifest = (await scenario.entry())?.manifest;
  expect(manifest).toMatchObject({ rows: expected.length, active: expected.length, inactive });
  expect(Date.parse(manifest?.readFrom ?? '')).toBeLessThan(changedAt.getTime());
  expect(Date.parse(manifest?.readTo ?? '')).toBeGreaterThan(changedAt.getTime());
  note(`${expected.length} rows of ${LEARNERS.length + 1} enrolments at first`);
  await expectAlwaysTrue(scenario, { rows: expected.length });
}

describe.concurrent('a batch that changes while it is read', () => {
  test('between two pages: a page that was read stays, one that was not is as it is now, and the last has no end', async () => {
    const report = await changed(betweenPages, async (batch) => {
      // Of pages that are written.
      await batch.remove(id(5));
      await batch.enrol('u-005-new');
      // Of pages that are not; 49 is the last of its page.
      for (const no of [49, 55]) await batch.remove(id(no));
      await batch.deactivate(id(65));
      await batch.enrol('u-045-new', INACTIVE, id(100), id(101));
    });
    await expectFile(report, [...but(49, 55, 65), 'u-045-new', INACTIVE, id(100), id(101)], 1);
  });

  test('between two lists, by more than two pages: nobody is left out, and nobody is there twice', async () => {
    const new25 = Array.from({ length: 25 }, (_, no) => `u-055-new-${no}`);
    const new12 = Array.from({ length: 12 }, (_, no) => id(100 + no));
    const report = await changed(betweenLists, async (batch) => {
      await batch.enrol(...new25, ...new12);
      await batch.remove(id(99));
    });
    await expectFile(report, [...but(99), ...new25, ...new12], 1);
  });

  test('between two attempts at a page: as the later one reads it', async () => {
    const report = await changed(betweenAttempts, async (batch) => {
      await batch.remove(id(42));
      await batch.deactivate(id(47));
      await batch.enrol('u-045-new');
    });
    expect((await report.scenario.history()).attempts('writePage').filter((attempt) => attempt > 1)).toEqual([2]);
    await expectFile(report, [...but(42, 47), 'u-045-new'], 2);
  });

  test('a learner who is made inactive and active again is one learner', async () => {
    const report = await changed(betweenPages, async (batch) => {
      for (const no of [3, 44]) await batch.deactivate(id(no)).then(() => batch.enrol(id(no)));
    });
    await expectFile(report, LEARNERS, 1);
  });

  test('found by an index: as its learners are when they are read, of those who were listed', async () => {
    await using place = await indexedEnrolments(stage().cassandra);
    const change = async (batch: ChangingBatch) => {
      await batch.remove(id(55));
      await batch.deactivate(id(65));
      await batch.enrol('u-045-new', INACTIVE);
    };
    const report = await changed(beforeReading, change, place.ports, place);
    await expectFile(report, [...but(55, 65), INACTIVE], 1);
  });

  test.each([
    [
      'somebody in a page that was read leaves: another is left out',
      (batch: ChangingBatch) => batch.remove(id(5)),
      but(40),
    ],
    [
      'somebody joins: another is there twice',
      (batch: ChangingBatch) => batch.enrol('u-005-new'),
      [...LEARNERS, id(39)],
    ],
  ] as const)('counter-proof: with pages found by counting rows, %s', async (_, change, expected) => {
    const { userIds } = await changed(betweenPages, change, withoutKeys(PAGE));
    expect(userIds.toSorted()).toEqual([...expected].toSorted());
  });

  test('counter-proof: with a last page that has an end, whoever joins behind it is left out', async () => {
    const { userIds } = await changed(betweenPages, (batch) => batch.enrol(id(100)), withoutOpenEnd(smallPages));
    expect(userIds).toEqual(LEARNERS);
  });
});
