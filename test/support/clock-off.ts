import type { Settings } from './e2e-program.ts';

/** For a program's environment: its clock runs so far ahead of the servers', or behind (below 0). */
export function clockOff(offMs: number): Settings {
  const preload = new URL('./clock-off.mjs', import.meta.url).href;
  return { NODE_OPTIONS: `--import=${preload}`, TEST_CLOCK_OFF_MS: `${offMs}` };
}
