import { defineConfig } from 'vitest/config';

/**
 * A project a room of tests, cheapest first; `npm test` runs them in this order (dev/test.ts). The times are far above what
 * a quiet machine needs: a test that hangs must end, a slow machine must not make one red.
 */
const room = (name: string, testTimeout: number, isParallel: boolean) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    fileParallelism: isParallel,
  },
});

/** What tests of fault rows have seen goes into the table of `npm run faults`. */
const SEEN = './test/faults/seen.ts';

const SCENARIOS = { maxConcurrency: 100, setupFiles: SEEN };

export default defineConfig({
  test: {
    projects: [
      room('unit', 120_000, true),
      room('house', 180_000, true),
      room('replay', 120_000, true),
      room('portal', 120_000, true),
      // Files on real servers share two cores and one task queue: one after the other.
      room('workflows', 180_000, false),
      { test: { ...room('activities', 180_000, false).test, setupFiles: SEEN } },
      // Scenarios wait for time-outs side by side.
      { test: { ...room('faults', 300_000, false).test, ...SCENARIOS } },
      { test: { ...room('faults-long', 600_000, false).test, ...SCENARIOS } },
      room('stack', 300_000, false),
      room('e2e', 600_000, false),
    ],
  },
});
