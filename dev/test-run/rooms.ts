import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CHECKOUT } from '../stack/checkout.ts';
import { StackFault } from '../stack/stack-fault.ts';
import { askTool } from '../tool-run.ts';

export type Room =
  'unit' | 'house' | 'replay' | 'portal' | 'workflows' | 'activities' | 'faults' | 'faults-long' | 'stack' | 'e2e';

/** Rooms of tests, a vitest project each, in the order in which they run: cheapest first. */
export const ROOMS: Readonly<Record<Room, { readonly needsServers: boolean; readonly isOnlyByName?: boolean }>> = {
  unit: { needsServers: false },
  house: { needsServers: false },
  replay: { needsServers: false },
  portal: { needsServers: false },
  workflows: { needsServers: true },
  activities: { needsServers: true },
  faults: { needsServers: true },
  // Minutes each: `npm run faults` runs them, and whoever names them.
  'faults-long': { needsServers: true, isOnlyByName: true },
  // Starts stacks of its own, and wants the machine for itself.
  stack: { needsServers: false },
  e2e: { needsServers: true },
};

/** Until their first server room, `npm test` need not wait for the servers. */
export function needsServers(room: Room): boolean {
  return ROOMS[room].needsServers;
}

/**
 * The rooms in which vitest finds a file for these arguments; a room that has no file yet is no fault.
 *
 * @throws StackFault when vitest cannot say: an unknown project, a configuration that does not load
 */
export async function roomsFor(args: readonly string[], folder: string, signal: AbortSignal): Promise<Room[]> {
  const listing = join(folder, 'rooms.json');
  const listArgs = ['list', '--filesOnly', `--json=${listing}`, ...args];
  const { code, stdout, stderr } = await askTool({ tool: 'vitest', args: listArgs, signal });
  signal.throwIfAborted();
  if (code !== 0) throw new StackFault(`vitest cannot list the tests:\n${stderr}${stdout}`);
  const files = JSON.parse(readFileSync(listing, 'utf8')) as { file: string; projectName: string }[];
  const stray = files.find(({ projectName }) => !Object.hasOwn(ROOMS, projectName));
  if (stray !== undefined)
    throw new StackFault(`${relative(CHECKOUT, stray.file)} is in a room that dev/test-run/rooms.ts does not know.`);
  const found = new Set(files.map(({ projectName }) => projectName));
  return (Object.keys(ROOMS) as Room[]).filter((room) => found.has(room) && isWanted(room, args));
}

function isWanted(room: Room, args: readonly string[]): boolean {
  return ROOMS[room].isOnlyByName !== true || args.some((arg) => arg.includes(room));
}
