import type { types } from 'cassandra-driver';
import type { DayCounts } from '../../report/ports.ts';
import type { BatchCount, RatioScope } from '../../report/ratio.ts';
import type { StoreSession } from './store-session.ts';

/** Rows are keys alone. */
const ROWS_A_FETCH = 5_000;

/** Counts the rows of a table whose key begins with day, course and batch. */
export function dayCounts(session: StoreSession, table: string): DayCounts {
  return {
    async days() {
      const found: string[] = [];
      for await (const rows of pages(session, `SELECT DISTINCT day FROM ${table}`, []))
        found.push(...rows.map((row) => row['day'] as string));
      return found;
    },
    async on(day, scope) {
      const { where, params } = restriction(scope);
      const counts = new Map<string, BatchCount>();
      const query = `SELECT course_id, batch_id FROM ${table} WHERE day = ?${where}`;
      for await (const rows of pages(session, query, [day, ...params])) for (const row of rows) addOne(counts, row);
      return [...counts.values()];
    },
  };
}

/** Filtering is cheap here: it stays inside the day's partition. */
function restriction(scope: RatioScope): { readonly where: string; readonly params: readonly string[] } {
  switch (scope.level) {
    case 'batch':
      return { where: ' AND batch_id = ? ALLOW FILTERING', params: [scope.batchId] };
    case 'course':
      return { where: ' AND course_id = ?', params: [scope.courseId] };
    default:
      return { where: '', params: [] };
  }
}

function addOne(counts: Map<string, BatchCount>, row: types.Row): void {
  const [courseId, batchId]: [string, string] = [row['course_id'], row['batch_id']];
  const key = `${courseId}\n${batchId}`;
  counts.set(key, { courseId, batchId, count: (counts.get(key)?.count ?? 0) + 1 });
}

async function* pages(
  session: StoreSession,
  query: string,
  params: readonly string[],
): AsyncGenerator<readonly types.Row[]> {
  let pageState: string | undefined;
  do {
    const options = { fetchSize: ROWS_A_FETCH, ...(pageState === undefined ? {} : { pageState }) };
    const result: types.ResultSet = await session(query, params, options);
    pageState = result.pageState ?? undefined;
    yield result.rows;
  } while (pageState !== undefined);
}
