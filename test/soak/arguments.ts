import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { StackFault } from '../../dev/stack/stack-fault.ts';

export interface SoakArguments {
  /** How long there are faults; setting up and coming to rest are not counted. */
  readonly minutes: number;
  readonly seed: number;
}

const MOST_MINUTES = 24 * 60;
const MOST_SEED = 1_000_000;

/** @throws StackFault, one sentence */
export function soakArguments(args: readonly string[]): SoakArguments {
  const values = parse(args);
  return {
    minutes: whole('--minutes', values.minutes, 20, MOST_MINUTES),
    seed: whole('--seed', values.seed, randomInt(1, MOST_SEED), MOST_SEED),
  };
}

function parse(args: readonly string[]) {
  try {
    const options = { minutes: { type: 'string' }, seed: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new StackFault(`${(error as Error).message} Known are --minutes N and --seed S.`);
  }
}

function whole(name: string, text: string | undefined, usual: number, most: number): number {
  const value = text === undefined ? usual : Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new StackFault(`${name} takes a whole number from 1 to ${most}.`);
}
