import { parseArgs } from 'node:util';
import { environmentLines } from './environment-lines.ts';
import { reportSearchAttributes } from './report-search-attributes.ts';
import { StackFault } from './stack/stack-fault.ts';
import { startStack } from './stack/start-stack.ts';
import { aborted, stopSignal } from './stack/stop-signal.ts';

const say = (line: string) => console.error(`stack: ${line}`);
const signal = stopSignal();

/** Prints NAME=value lines when all servers answer, and keeps them up until a signal comes or one of them ends. */
async function main(): Promise<void> {
  const { clean, dataDir } = readArguments();
  const stack = await startStack({
    dataDir,
    clean,
    servers: ['cassandra', 'temporal', 'inbox', 'issuer'],
    searchAttributes: reportSearchAttributes(),
    say,
    signal,
  });
  // In one piece, so that whoever reads lines never acts on half a list.
  process.stdout.write(environmentLines(stack.env));
  say('all servers answer; Ctrl-C ends them');
  const crash = await Promise.race([stack.crashed, aborted(signal)]);
  say('ending the servers');
  await stack.stop();
  if (crash !== undefined) throw new StackFault(crash);
}

function readArguments(): { clean: boolean; dataDir: string } {
  const options = { clean: { type: 'boolean' }, 'data-dir': { type: 'string' } } as const;
  try {
    const { values } = parseArgs({ options });
    return { clean: values.clean ?? false, dataDir: values['data-dir'] ?? '.stack/stack' };
  } catch (error) {
    throw new StackFault(`The arguments are --clean and --data-dir FOLDER (${(error as Error).message}).`);
  }
}

try {
  await main();
} catch (error) {
  if (signal.aborted) process.exit(0);
  say(error instanceof StackFault ? error.message : String((error as Error).stack));
  process.exit(1);
}
process.exit(0);
