import { isLintClean } from './lint/lint.ts';
import { StackFault } from './stack/stack-fault.ts';
import { stopSignal } from './stack/stop-signal.ts';
import { needsServers, roomsFor, type Room } from './test-run/rooms.ts';
import { runRoom } from './test-run/run-room.ts';
import { refuseGivenServers, startServers, type TestServers } from './test-run/servers.ts';
import { failed, isGood, PASSED, sum, summary, type Tally } from './test-run/tally.ts';
import { takeTemporaryFolder } from './test-run/temporary-folder.ts';

const MAY_WRITE = '--write-into-given-servers';

const say = (line: string) => console.error(`test: ${line}`);
const signal = stopSignal();
const folder = takeTemporaryFolder();

/**
 * Everything: lint, then the rooms, cheapest first, while the servers start. With arguments, which vitest gets, only
 * the rooms and files that they choose.
 */
async function main(argv: readonly string[]): Promise<Tally> {
  const args = argv.filter((arg) => arg !== MAY_WRITE);
  const rooms = await roomsFor(args, folder, signal);
  const starting = rooms.some(needsServers) ? begin(argv.includes(MAY_WRITE)) : undefined;
  // Handled where it is awaited; without this an early fault would end the process in the middle of a room.
  starting?.catch(() => {});
  try {
    return sum([...(args.length === 0 ? [await lint()] : []), ...(await runRooms(rooms, args, starting))]);
  } finally {
    await starting?.then(stopServers, () => {});
  }
}

function begin(mayWriteIntoGiven: boolean): Promise<TestServers> {
  if (!mayWriteIntoGiven) refuseGivenServers();
  return startServers('.stack/test', say, signal);
}

async function lint(): Promise<Tally> {
  say('lint');
  return (await isLintClean(signal)) ? PASSED : failed('lint');
}

async function runRooms(
  rooms: readonly Room[],
  args: readonly string[],
  starting: Promise<TestServers> | undefined,
): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const room of rooms) {
    say(room);
    const env = needsServers(room) ? await starting?.then((servers) => servers.env, tellFault) : {};
    signal.throwIfAborted();
    tallies.push(
      env === undefined ? failed(`${room}: no servers`) : await runRoom(room, { args, env, folder, signal }),
    );
  }
  return tallies;
}

function tellFault(error: unknown): undefined {
  say(error instanceof StackFault ? error.message : String((error as Error).stack));
}

async function stopServers(servers: TestServers): Promise<void> {
  say('ending the servers');
  await servers.stop();
}

async function runAll(): Promise<Tally> {
  try {
    return await main(process.argv.slice(2));
  } catch (error) {
    tellFault(error);
    return failed('npm test');
  }
}

const tally = await runAll();
console.log(summary(tally).join('\n'));
process.exit(isGood(tally) ? 0 : 1);
