import { mayWriteInto, WriteRefused } from '../../dev/data/cassandra/may-write-into.ts';
import { stackValues, withCassandra } from '../../dev/set-up.ts';
import { StackFault } from '../../dev/stack/stack-fault.ts';
import { startStack, type Stack } from '../../dev/stack/start-stack.ts';
import { aborted, stopSignal } from '../../dev/stack/stop-signal.ts';
import { soakArguments, type SoakArguments } from './arguments.ts';
import { writeBatches } from './batches.ts';
import { closeGround, DATA_DIR, openGround } from './ground.ts';
import type { SoakResult } from './result.ts';
import { soak } from './soak.ts';
import { summary } from './summary.ts';

const say = (line: string) => console.error(`soak: ${line}`);
const signal = stopSignal();

/** On servers of its own; prints one line of JSON on stdout. @returns whether every request is accounted for */
async function main(): Promise<boolean> {
  const args = soakArguments(process.argv.slice(2));
  const stack = await startStack({ dataDir: DATA_DIR, servers: ['cassandra'], searchAttributes: {}, say, signal });
  try {
    mayWriteInto(stack.started.has('cassandra'), false);
    const result = await Promise.race([onOwnGround(stack, args), stopped(), crashed(stack)]);
    say(`the result\n${summary(result)}`);
    console.log(JSON.stringify(result));
    return result.wrongs.length === 0;
  } finally {
    say('ending the servers');
    await stack.stop();
  }
}

async function onOwnGround(stack: Stack, args: SoakArguments): Promise<SoakResult> {
  await withCassandra(stackValues(stack.env), (client) => writeBatches(client, say, signal));
  const ground = await openGround(stack, say, signal);
  try {
    return await soak(ground, args, say, signal);
  } finally {
    await closeGround(ground);
  }
}

async function stopped(): Promise<never> {
  await aborted(signal);
  throw signal.reason;
}

async function crashed(stack: Stack): Promise<never> {
  throw new StackFault(await stack.crashed);
}

try {
  process.exit((await main()) ? 0 : 1);
} catch (error) {
  const isForPeople = error instanceof StackFault || error instanceof WriteRefused;
  say(isForPeople ? error.message : String((error as Error).stack));
  process.exit(1);
}
