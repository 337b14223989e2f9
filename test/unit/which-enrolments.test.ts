import type { types } from 'cassandra-driver';
import { expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { enrolmentsOfPage } from '../../activities/enrolments-of-page.ts';
import { keysByIndex, type ReadPage, rowsInRange } from '../../adapters/cassandra/enrolments.ts';
import { enrolment } from './records.ts';

/** Which rows are read, and in which order (docs/domain.md, 3.2). */

const KEY = { courseId: 'do_1', batchId: 'batch-1' };
const { signal } = new AbortController();

const rows = ['do_1', 'do_2', 'do_1'].map((courseid, n) => ({ userid: `learner-${n}`, courseid }));
const read: ReadPage = async () => ({ rows }) as unknown as types.ResultSet;

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(page);
  return found;
}

test('of a batch id that two courses share, only the requested course is read', async () => {
  const own = await all(rowsInRange(read, { text: '', params: [] }, KEY, signal));
  expect(own.flat().map(({ userId }) => userId)).toEqual(['learner-0', 'learner-2']);
  expect(await all(keysByIndex(read, '', KEY, signal))).toEqual([['learner-0', 'learner-2']]);
});

test('enrolments that an index found in no order come ascending by the code points of their user ids', async () => {
  const stored = ['b', '😀', 'a', '\uff20'];
  const deps = {
    store: { readText: async () => JSON.stringify(stored) },
    source: { enrolmentsOf: async () => stored.map((userId) => enrolment({ userId })) },
  } as unknown as Dependencies;
  const range = { after: null, upTo: null, userIds: { objectId: 'o', bytes: 1, sha256: '' } };
  const input = { ...KEY, reportId: 'r', range } as unknown as Parameters<typeof enrolmentsOfPage>[1];
  const pages = await all(enrolmentsOfPage(deps, input, signal));
  expect(pages.flat().map(({ userId }) => userId)).toEqual(['a', 'b', '\uff20', '😀']);
});
