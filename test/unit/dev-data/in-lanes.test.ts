import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inLanes } from '../../../dev/data/cassandra/in-lanes.ts';

function* numbers(limit: number): Generator<number> {
  for (let number = 0; number < limit; number++) yield number;
}

test('works through every item once, with no more under way than there are lanes', async () => {
  const seen: number[] = [];
  let underWay = 0;
  let most = 0;
  await inLanes(numbers(50), 4, async (item) => {
    most = Math.max(most, ++underWay);
    await turn();
    seen.push(item);
    underWay--;
  });
  expect(most).toBe(4);
  expect(seen.toSorted((a, b) => a - b)).toEqual([...numbers(50)]);
});

test('after a failure takes no further item and throws what failed, when the others have ended', async () => {
  let begun = 0;
  let ended = 0;
  const work = async (item: number) => {
    begun++;
    if (item === 5) throw new Error('item 5');
    await turn();
    ended++;
  };
  await expect(inLanes(numbers(1_000), 3, work)).rejects.toThrow('item 5');
  expect(begun).toBeLessThan(10);
  expect(ended).toBe(begun - 1);
});
