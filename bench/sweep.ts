import type { BatchKey } from '../report/ports.ts';
import type { LookUps } from './reader-contract.ts';
import type { ReaderProcess } from './reader-process.ts';

export interface SweepSize {
  readonly keys: readonly number[];
  readonly inFlight: readonly number[];
  /** Of the batch, so that the whole takes half a minute: four pages keep as many in flight as the job has. */
  readonly mostPages: number;
}

export const FULL_SWEEP: SweepSize = { keys: [25, 50, 100, 250, 500, 1_000], inFlight: [4, 8, 16, 32], mostPages: 4 };
export const QUICK_SWEEP: SweepSize = { keys: [50, 500], inFlight: [4, 16], mostPages: 1 };

export interface Swept extends LookUps {
  readonly seconds: number;
}

/**
 * One pass of the bare reads over a part of the batch for each setting, with caches of its own.
 *
 * @param onKeys is told the passes with one number of keys, a line of the table each
 */
export async function sweep(
  reader: ReaderProcess,
  batch: BatchKey,
  { keys: numbersOfKeys, inFlight: numbersInFlight, mostPages }: SweepSize,
  onKeys: (passes: readonly Swept[]) => void,
): Promise<readonly Swept[]> {
  const swept: Swept[] = [];
  // Not counted: it warms the process and the server up.
  await reader.read({ batch, mostPages, lookUps: null });
  for (const keys of numbersOfKeys) {
    for (const inFlight of numbersInFlight) {
      const { seconds } = await reader.read({ batch, mostPages, lookUps: { keys, inFlight } });
      swept.push({ keys, inFlight, seconds });
    }
    onKeys(swept.slice(-numbersInFlight.length));
  }
  return swept;
}

export function fastest(swept: readonly Swept[]): Swept | undefined {
  return swept.toSorted((a, b) => a.seconds - b.seconds)[0];
}
