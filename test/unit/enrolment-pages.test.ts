import { describe, expect, test } from 'vitest';
import { firstKeys, keysByIndex, rowsInRange, type ReadPage } from '../../adapters/cassandra/enrolments.ts';
import { ReportError, type ReportErrorCode } from '../../report/errors.ts';

const KEY = { courseId: 'c', batchId: 'b' };
const ROWS = Array.from({ length: 1_200 }, (_, at) => ({
  userid: `u${at}`,
  courseid: 'c',
  batchid: 'b',
  active: true,
}));

/** A server that says no to pages of some sizes, and remembers what it was asked. Its page state is where it stands. */
function server(refusal: (fetchSize: number, from: number) => ReportErrorCode | null) {
  const asked: number[] = [];
  const read: ReadPage = async (_text, _params, fetchSize, pageState = '0') => {
    asked.push(fetchSize);
    const from = Number(pageState);
    const code = refusal(fetchSize, from);
    if (code !== null) throw new ReportError(code);
    const to = from + fetchSize;
    const page = { rows: ROWS.slice(from, to), pageState: to < ROWS.length ? String(to) : null };
    return page as unknown as Awaited<ReturnType<ReadPage>>;
  };
  return { read, asked };
}

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

const signal = () => new AbortController().signal;
const enrolments = (read: ReadPage) => all(rowsInRange(read, { text: 'q', params: [] }, KEY, signal()));
const idsOf = (rows: readonly { readonly userId: string }[]) => rows.map(({ userId }) => userId);

describe('a page of enrolments that is too much for the server', () => {
  test('is read in halves, and so are those after it: every row once, in order', async () => {
    const { read, asked } = server((size) => (size > 130 ? 'SourceSlow' : null));
    expect(idsOf(await enrolments(read))).toEqual(ROWS.map(({ userid }) => userid));
    expect(asked.slice(0, 4)).toEqual([500, 250, 125, 125]);
  });

  test('in the middle of a batch goes on where it was', async () => {
    const { read, asked } = server((size, from) => (from === 500 && size > 250 ? 'SourceSlow' : null));
    expect(idsOf(await enrolments(read))).toEqual(ROWS.map(({ userid }) => userid));
    expect(asked).toEqual([500, 500, 250, 250, 250]);
  });

  test('is not made smaller for ever: fifty that are too slow are slow', async () => {
    const { read, asked } = server(() => 'SourceSlow');
    await expect(enrolments(read)).rejects.toMatchObject({ code: 'SourceSlow' });
    expect(asked).toEqual([500, 250, 125, 63, 50]);
  });

  test('is not made smaller for what fewer rows do not cure', async () => {
    const { read, asked } = server(() => 'SourceUnreachable');
    await expect(enrolments(read)).rejects.toMatchObject({ code: 'SourceUnreachable' });
    expect(asked).toEqual([500]);
  });

  test('is not read on after a stop', async () => {
    const stop = new AbortController();
    const { read, asked } = server(() => (stop.abort(), 'SourceSlow'));
    const reading = all(rowsInRange(read, { text: 'q', params: [] }, KEY, stop.signal));
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toEqual([500]);
  });
});

test('keys alone are read smaller in the same way, in a walk and by an index', async () => {
  const { read, asked } = server((size) => (size > 700 ? 'SourceSlow' : null));
  expect(await firstKeys(read, 'q', [], 5_000)).toHaveLength(ROWS.length);
  expect(asked).toEqual([5_000, 2_500, 1_250, 625, 625]);
  expect(await all(keysByIndex(read, 'q', KEY, signal()))).toHaveLength(ROWS.length);
});
