import { reportSearchAttributes } from '../report-search-attributes.ts';
import { addressVariable, givenServer, type ServerName } from '../stack/given-servers.ts';
import { StackFault } from '../stack/stack-fault.ts';
import { startStack, type Stack } from '../stack/start-stack.ts';
import { timeSkippingServer } from '../stack/time-skipping-server.ts';

const SERVERS: readonly ServerName[] = ['cassandra', 'temporal', 'inbox', 'issuer'];

/** @throws StackFault when the environment names a server of somebody's own: tests write into all of them, and mail */
export function refuseGivenServers(): void {
  const given = SERVERS.filter((name) => givenServer(name, process.env) !== undefined).map(addressVariable);
  if (given.length === 0) return;
  throw new StackFault(
    `Tests write into their servers and send mail, so they start servers of their own: unset ${given.join(', ')}, ` +
      'or add --write-into-given-servers if the ones named there may be written into.',
  );
}

export interface TestServers {
  /** What the stack says, and TIME_SKIPPING_SERVER, the program that test environments start. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Fresh servers for one run, emptied of what an earlier run left. @param dataDir from the top of the checkout */
export async function startServers(
  dataDir: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<TestServers> {
  const stack = await startStack({
    dataDir,
    clean: true,
    servers: SERVERS,
    searchAttributes: reportSearchAttributes(),
    say,
    signal,
  });
  return withTimeSkipping(stack, say, signal);
}

async function withTimeSkipping(stack: Stack, say: (line: string) => void, signal: AbortSignal): Promise<TestServers> {
  let isStopping = false;
  void stack.crashed.then((sentence) => (isStopping ? undefined : say(sentence)));
  const stop = () => {
    isStopping = true;
    return stack.stop();
  };
  try {
    const program = await timeSkippingServer(say, signal);
    return { env: { ...stack.env, TIME_SKIPPING_SERVER: program }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
