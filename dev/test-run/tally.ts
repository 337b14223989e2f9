export interface Tally {
  readonly passed: number;
  /** A line each, for the summary. */
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

const NOTHING: Tally = { passed: 0, failed: [], skipped: [] };

export const PASSED: Tally = { ...NOTHING, passed: 1 };

export function failed(name: string): Tally {
  return { ...NOTHING, failed: [name] };
}

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.flatMap(({ failed }) => failed),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  };
}

/** A skipped test proves nothing, and neither does a run without tests. */
export function isGood({ passed, failed, skipped }: Tally): boolean {
  return passed > 0 && failed.length === 0 && skipped.length === 0;
}

/** What went wrong by name, then the line that CI counts. */
export function summary({ passed, failed, skipped }: Tally): string[] {
  return [
    ...failed.map((name) => `failed: ${name}`),
    ...skipped.map((name) => `skipped: ${name}`),
    ...(passed + failed.length === 0 ? ['no test was run'] : []),
    `${passed} passed, ${failed.length} failed${skipped.length === 0 ? '' : `, ${skipped.length} skipped`}`,
  ];
}
