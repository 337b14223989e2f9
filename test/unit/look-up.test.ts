import cassandra, { type Client } from 'cassandra-driver';
import pLimit from 'p-limit';
import { describe, expect, test } from 'vitest';
import { lookUp } from '../../adapters/cassandra/look-up.ts';

const { responseErrorCodes: code } = cassandra.types;
const { OperationTimedOutError, ResponseError } = cassandra.errors;

/** A server that says no to some lists of keys, and remembers what it was asked. */
function fakeClient(refusal: (keys: readonly string[], asked: number) => Error | null) {
  const asked: string[][] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  const execute = async (_query: string, [keys]: [string[]]) => {
    asked.push(keys);
    mostUnderWay = Math.max(mostUnderWay, ++underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    const error = refusal(keys, asked.length);
    if (error !== null) throw error;
    return { rows: keys.map((id) => ({ id })) };
  };
  return { client: { execute } as unknown as Client, asked, mostUnderWay: () => mostUnderWay };
}

const options = (keys = 100, inFlight = 16) => ({ keys, limit: pLimit(inFlight), consistency: 6 });
const ids = (count: number) => Array.from({ length: count }, (_, at) => `u${at}`);
const idsOf = (rows: readonly unknown[]) => rows.map((row) => (row as { id: string }).id).toSorted();
const guardrail = () => new ResponseError(code.invalid, 'Guardrail partition_keys_in_select violated: 100 exceeds 20');

describe('keys in one IN', () => {
  test('are as many as may be, and no key twice', async () => {
    const { client, asked } = fakeClient(() => null);
    const rows = await lookUp(client, 'q', [...ids(250), ...ids(250)], options());
    expect(asked.map((keys) => keys.length)).toEqual([100, 100, 50]);
    expect(idsOf(rows)).toEqual(ids(250).toSorted());
  });

  test('no key: nothing is asked', async () => {
    const { client, asked } = fakeClient(() => null);
    expect(await lookUp(client, 'q', [], options())).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('are halved while the server finds that too slow, down to a few', async () => {
    const { client, asked } = fakeClient((keys) => (keys.length > 7 ? new OperationTimedOutError('late') : null));
    const rows = await lookUp(client, 'q', ids(100), options());
    expect(asked.map((keys) => keys.length).slice(0, 5)).toEqual([100, 50, 25, 13, 7]);
    expect(idsOf(rows)).toEqual(ids(100).toSorted());
  });

  test('are halved for the guardrail, too', async () => {
    const { client } = fakeClient((keys) => (keys.length > 20 ? guardrail() : null));
    expect(idsOf(await lookUp(client, 'q', ids(130), options()))).toEqual(ids(130).toSorted());
  });

  test('are not halved for ever: fewer than ten that are too slow are slow', async () => {
    const { client, asked } = fakeClient(() => new OperationTimedOutError('late'));
    await expect(lookUp(client, 'q', ids(100), options())).rejects.toMatchObject({ code: 'SourceSlow' });
    expect(asked.map((keys) => keys.length)).toEqual([100, 50, 25, 13, 7]);
  });

  test('are not halved for an error that fewer keys do not cure', async () => {
    const { client, asked } = fakeClient(() => new ResponseError(code.invalid, 'unconfigured table user'));
    await expect(lookUp(client, 'q', ids(100), options())).rejects.toMatchObject({ code: 'SourceSchema' });
    expect(asked).toHaveLength(1);
  });
});

test('what is in flight is bounded for all look-ups together, also while they are halved', async () => {
  const { client, mostUnderWay } = fakeClient((keys) => (keys.length > 3 ? guardrail() : null));
  const shared = options(20, 4);
  await Promise.all(
    [0, 1, 2].map((part) =>
      lookUp(
        client,
        'q',
        ids(100).map((id) => `${part}${id}`),
        shared,
      ).catch(() => undefined),
    ),
  );
  expect(mostUnderWay()).toBe(4);
});

test('keys that no row can have are not asked for: Cassandra would refuse the whole list', async () => {
  const { client, asked } = fakeClient(() => null);
  const longest = 'x'.repeat(65_535);
  const tooLong = ['x'.repeat(65_536), 'म'.repeat(21_846)];
  await lookUp(client, 'q', ['', longest, ...tooLong, 'म'.repeat(21_845)], options());
  expect(asked.flat().map((key) => Buffer.byteLength(key))).toEqual([65_535, 65_535]);
});
