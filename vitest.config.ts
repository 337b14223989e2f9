import { defineConfig } from 'vitest/config';

/** A project a room of tests, cheapest first; `npm test` runs them in this order (dev/test.ts). */
const room = (name: string, testTimeout: number, isParallel: boolean) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    fileParallelism: isParallel,
  },
});

export default defineConfig({
  test: {
    projects: [
      room('unit', 20_000, true),
      room('house', 60_000, true),
      room('replay', 60_000, true),
      // Files on real servers share two cores and one task queue: one after the other.
      room('workflows', 60_000, false),
      room('activities', 60_000, false),
      room('stack', 180_000, false),
      room('e2e', 300_000, false),
    ],
  },
});
