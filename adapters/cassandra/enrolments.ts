import type { types } from 'cassandra-driver';
import { ReportError } from '../../report/errors.ts';
import type { Enrolment } from '../../report/learner.ts';
import type { BatchKey, KeyRange } from '../../report/ports.ts';
import type { StopSignal } from '../../report/stop-signal.ts';
import { toEnrolment } from './rows.ts';
import type { SourceSchema } from './source-schema.ts';
import { sourceTables, type SourceNames } from './source-tables.ts';

/** One page of a statement; errors come out as the catalogue's. */
export type ReadPage = (
  query: string,
  params: readonly unknown[],
  fetchSize: number,
  pageState?: string,
) => Promise<types.ResultSet>;

/** Small enough not to stall the event loop: 10 to 14 ms for rows of 1 KB, against 190 to 302 ms for 5,000. */
const ENROLMENTS_A_FETCH = 500;
/** Keys alone are small. */
const KEYS_A_FETCH = 5_000;
/** Below this a smaller page gains nothing. */
const FEWEST_A_FETCH = 50;

/** The statements on the enrolment table, by the shape of its primary key. */
export function enrolmentQueries(names: SourceNames, schema: SourceSchema) {
  const { keyspace, table } = sourceTables(names).enrolments;
  const from = `FROM ${keyspace}.${table}`;
  const columns = schema.columns.enrolments.filter((column) => column !== 'batchid').join(', ');
  const inBatch = schema.enrolments === 'batchAndCourse' ? 'batchid = ? AND courseid = ?' : 'batchid = ?';
  return {
    keys: `SELECT userid, courseid ${from} WHERE ${inBatch}`,
    rows: `SELECT ${columns} ${from} WHERE ${inBatch}`,
    /** `indexed` only: by the table's own key. */
    byUser: `SELECT ${columns} ${from} WHERE userid IN ? AND courseid = ? AND batchid = ?`,
  };
}

/** Statement and values for a key range, in tables that are clustered by user id. */
export function inRange(
  select: string,
  schema: SourceSchema,
  { courseId, batchId }: BatchKey,
  { after, upTo }: KeyRange,
) {
  const key = schema.enrolments === 'batchAndCourse' ? [batchId, courseId] : [batchId];
  const bounds: [string, string | null][] = [
    [' AND userid > ?', after],
    [' AND userid <= ?', upTo],
  ];
  const set = bounds.filter((bound): bound is [string, string] => bound[1] !== null);
  return { text: select + set.map(([text]) => text).join(''), params: [...key, ...set.map(([, value]) => value)] };
}

/** Enrolments of a key range in ascending order of user id; those of other courses of the batch are passed over. */
export async function* rowsInRange(
  read: ReadPage,
  { text, params }: { readonly text: string; readonly params: readonly unknown[] },
  { courseId }: BatchKey,
  signal: StopSignal,
): AsyncGenerator<readonly Enrolment[]> {
  for await (const rows of pages(read, text, params, ENROLMENTS_A_FETCH, signal)) {
    const own = rows.filter((row) => row['courseid'] === courseId).map(toEnrolment);
    if (own.length > 0) yield own;
  }
}

/** Every user id of a batch that can only be found by its index: in no order. */
export async function* keysByIndex(
  read: ReadPage,
  text: string,
  { courseId, batchId }: BatchKey,
  signal: StopSignal,
): AsyncGenerator<readonly string[]> {
  for await (const rows of pages(read, text, [batchId], KEYS_A_FETCH, signal)) {
    yield rows.filter((row) => row['courseid'] === courseId).map((row) => row['userid']);
  }
}

/** The first `count` keys of a statement, or as many as there are. */
export async function firstKeys(
  read: ReadPage,
  text: string,
  params: readonly unknown[],
  count: number,
): Promise<readonly types.Row[]> {
  const found: types.Row[] = [];
  for await (const rows of pages(read, `${text} LIMIT ?`, [...params, count], KEYS_A_FETCH)) found.push(...rows);
  return found;
}

/** Page by page; whatever was too much for the server, in one page, is not asked of it for the next ones. */
async function* pages(
  read: ReadPage,
  text: string,
  params: readonly unknown[],
  fetchSize: number,
  signal?: StopSignal,
): AsyncGenerator<readonly types.Row[]> {
  let size = fetchSize;
  let pageState: string | undefined;
  const readPage = async (): Promise<types.ResultSet> => {
    try {
      return await read(text, params, size, pageState);
    } catch (error) {
      if (size <= FEWEST_A_FETCH || !isTooMuch(error)) throw error;
      size = Math.max(FEWEST_A_FETCH, Math.ceil(size / 2));
      signal?.throwIfAborted();
      return readPage();
    }
  };
  do {
    signal?.throwIfAborted();
    const result = await readPage();
    pageState = result.pageState ?? undefined;
    yield result.rows;
  } while (pageState !== undefined);
}

/** Too slow, or given up by the server, which counts the deleted rows that it must step over. */
function isTooMuch(error: unknown): boolean {
  return error instanceof ReportError && error.code === 'SourceSlow';
}
