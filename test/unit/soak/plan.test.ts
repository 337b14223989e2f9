import { expect, test } from 'vitest';
import { MAIL_TROUBLES } from '../../soak/mail-troubles.ts';
import { planOf, type Plan } from '../../soak/plan.ts';

const kindsIn = ({ faults }: Plan) => new Set(faults.map(({ what }) => what.kind));
const gaps = (entries: readonly { readonly atMs: number }[]) =>
  entries.slice(1).map(({ atMs }, at) => atMs - (entries[at]?.atMs ?? 0));

test('the same seed makes the same plan, another seed another one', () => {
  expect(planOf(7, 20)).toEqual(planOf(7, 20));
  expect(planOf(7, 20)).not.toEqual(planOf(8, 20));
});

test('a longer soak begins as a shorter one of the same seed does', () => {
  const [short, long] = [planOf(7, 1), planOf(7, 20)];
  expect(long.faults.slice(0, short.faults.length)).toEqual(short.faults);
  expect(long.asks.slice(0, short.asks.length)).toEqual(short.asks);
});

test.each([1, 2, 3, 4, 5, 4711])('twenty minutes of seed %i hold 60 reports and 60 faults at the least', (seed) => {
  const plan = planOf(seed, 20);
  expect(plan.faults.length).toBeGreaterThanOrEqual(60);
  expect(plan.asks.length).toBeGreaterThanOrEqual(60);
  expect(kindsIn(plan).size).toBe(6);
});

test.each([1, 2, 3])('one minute of seed %i holds some of both', (seed) => {
  const { faults, asks } = planOf(seed, 1);
  expect(faults.length).toBeGreaterThanOrEqual(4);
  expect(asks.length).toBeGreaterThanOrEqual(4);
});

test('nothing lies after the end, and nothing comes all at once', () => {
  const { faults, asks } = planOf(11, 20);
  for (const entries of [faults, asks]) {
    expect(entries.at(-1)?.atMs).toBeLessThan(20 * 60_000);
    expect(Math.min(...gaps(entries))).toBeGreaterThanOrEqual(7_000);
  }
});

test('over many seeds every trouble of the mail server comes up', () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 50; seed += 1) {
    for (const { what } of planOf(seed, 20).faults) if ('trouble' in what) seen.add(what.trouble);
  }
  expect(seen).toEqual(new Set(Object.keys(MAIL_TROUBLES)));
});
