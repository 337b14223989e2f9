import { expect, test } from 'vitest';
import { tokenRanges } from '../../report/token-ranges.ts';

test.each([1, 3, 64])('%i ranges lie end to end over the whole ring', (count) => {
  const ranges = tokenRanges(count);
  expect(ranges).toHaveLength(count);
  expect(ranges[0]?.after).toBe('-9223372036854775808');
  expect(ranges.at(-1)?.upTo).toBe('9223372036854775807');
  expect(ranges.slice(1).map(({ after }) => after)).toEqual(ranges.slice(0, -1).map(({ upTo }) => upTo));
  const sizes = ranges.map(({ after, upTo }) => BigInt(upTo) - BigInt(after));
  for (const size of sizes) expect(Math.abs(Number(size - (sizes[0] ?? 0n)))).toBeLessThanOrEqual(2);
});
