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

/** One pass of the bare reads over a part of the batch for each setting, with caches of its own. */
export async function sweep(reader: ReaderProcess, batch: BatchKey, size: SweepSize): Promise<readonly Swept[]> {
  const { mostPages } = size;
  const swept: Swept[] = [];
  await reader.read({ batch, mostPages, lookUps: null });
  for (const keys of size.keys) {
    for (const inFlight of size.inFlight) {
      const { seconds } = await reader.read({ batch, mostPages, lookUps: { keys, inFlight } });
      swept.push({ keys, inFlight, seconds });
    }
  }
  return swept;
}

export function fastest(swept: readonly Swept[]): Swept | undefined {
  return swept.toSorted((a, b) => a.seconds - b.seconds)[0];
}

/** For people: keys in one IN downwards, look-ups in flight across. */
export function sweepTable(swept: readonly Swept[]): string {
  const columns = [...new Set(swept.map(({ inFlight }) => inFlight))];
  const rows = [...new Set(swept.map(({ keys }) => keys))].map((keys) => {
    const cells = swept.filter((one) => one.keys === keys).map(({ seconds }) => seconds.toFixed(2).padStart(8));
    return `${String(keys).padStart(11)}${cells.join('')}`;
  });
  const head = `keys per IN${columns.map((inFlight) => `${inFlight}`.padStart(8)).join('')}  look-ups in flight`;
  return [head, ...rows].join('\n');
}
