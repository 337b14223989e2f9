import { parseArgs } from 'node:util';
import { StackFault } from '../dev/stack/stack-fault.ts';

export interface BenchArguments {
  readonly learners: number;
  readonly rounds: number;
  /** A smoke run: it shows that everything works, and its figures mean nothing. */
  readonly quick: boolean;
  readonly writeIntoGivenServers: boolean;
}

const MOST_LEARNERS = 1_000_000;
const MOST_ROUNDS = 50;

const USUAL = { learners: 100_000, rounds: 5 };
const QUICK = { learners: 500, rounds: 1 };

/** @throws StackFault, one sentence */
export function benchArguments(args: readonly string[]): BenchArguments {
  const values = parse(args);
  const usual = values.quick ? QUICK : USUAL;
  return {
    learners: whole('--learners', values.learners, usual.learners, MOST_LEARNERS),
    rounds: whole('--rounds', values.rounds, usual.rounds, MOST_ROUNDS),
    quick: values.quick,
    writeIntoGivenServers: values['write-into-given-servers'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        learners: { type: 'string' },
        rounds: { type: 'string' },
        quick: { type: 'boolean', default: false },
        'write-into-given-servers': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const known = '--learners N, --rounds R, --quick and --write-into-given-servers';
    throw new StackFault(`${(error as Error).message} Known are ${known}.`);
  }
}

function whole(name: string, text: string | undefined, usual: number, most: number): number {
  const value = text === undefined ? usual : Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new StackFault(`${name} takes a whole number from 1 to ${most}.`);
}
