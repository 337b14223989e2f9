import { parseArgs } from 'node:util';
import { StackFault } from './stack/stack-fault.ts';

export interface DemoArguments {
  readonly learners: number;
  /** Rows that hurt among the ordinary ones. */
  readonly hostile: boolean;
  /** The batch twice: in peace, and while everything goes wrong. */
  readonly chaos: boolean;
  /** End after the report; the exit code tells. */
  readonly exit: boolean;
  readonly clean: boolean;
  readonly writeIntoGivenServers: boolean;
}

const MOST_LEARNERS = 1_000_000;

/** @throws StackFault, one sentence */
export function demoArguments(args: readonly string[]): DemoArguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        learners: { type: 'string', default: '100000' },
        hostile: { type: 'boolean', default: false },
        chaos: { type: 'boolean', default: false },
        exit: { type: 'boolean', default: false },
        clean: { type: 'boolean', default: false },
        'write-into-given-servers': { type: 'boolean', default: false },
      },
    });
    const learners = Number(values.learners);
    if (!Number.isInteger(learners) || learners < 1 || learners > MOST_LEARNERS) {
      throw new StackFault(`--learners takes a whole number from 1 to ${MOST_LEARNERS}.`);
    }
    const { hostile, chaos, exit, clean } = values;
    return { learners, hostile, chaos, exit, clean, writeIntoGivenServers: values['write-into-given-servers'] };
  } catch (error) {
    if (error instanceof StackFault) throw error;
    throw new StackFault(
      `${(error as Error).message} Known are --learners N, --hostile, --chaos, --exit, --clean and --write-into-given-servers.`,
    );
  }
}
