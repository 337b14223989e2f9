import { expect, test } from 'vitest';
import { oncePassed } from '../../../dev/chaos/once-passed.ts';

function told(...bytes: readonly number[]): string[] {
  const done: string[] = [];
  const act = (name: string) => () => void done.push(name);
  const passing = oncePassed([
    { bytes: 40, act: act('kill') },
    { bytes: 20, act: act('stall') },
  ]);
  for (const piece of bytes) passing(piece);
  return done;
}

test('nothing happens before its bytes have passed', () => {
  expect(told(10, 9)).toEqual([]);
});

test('each happens once, in the order of bytes', () => {
  expect(told(10, 10)).toEqual(['stall']);
  expect(told(10, 10, 19, 1, 100)).toEqual(['stall', 'kill']);
});

test('a large piece may bring several', () => {
  expect(told(50)).toEqual(['stall', 'kill']);
});
