import { resolve, join } from 'node:path';
import { startCassandra } from './cassandra-server.ts';
import { CHECKOUT } from './checkout.ts';
import { takeDataFolder, type DataFolder } from './data-folder.ts';
import { demoSettings } from './demo-settings.ts';
import { addressVariable, givenServer, type ServerName } from './given-servers.ts';
import { startInbox } from './inbox-server.ts';
import { startIssuer } from './issuer-server.ts';
import type { Launch, Launched } from './launch.ts';
import type { SearchAttributes } from './search-attributes.ts';
import { ProcessSet } from './process-set.ts';
import type { ServerCommand, ServerProcess } from './server-process.ts';
import { startTemporal } from './temporal-server.ts';

export interface StackOptions {
  /** Servers' data, logs, pid file: a git-ignored folder of the checkout, e.g. '.stack/demo'. */
  dataDir: string;
  servers: readonly ServerName[];
  /** Empty dataDir first. */
  clean?: boolean;
  /** Registered at start, name -> type. */
  searchAttributes: SearchAttributes;
  /** One line of progress for people. */
  say(line: string): void;
  /** Aborted: a start under way is given up, what runs already is stopped, and startStack rejects with the reason. */
  signal?: AbortSignal;
}

export interface Stack {
  /** Everything worker, portal and CLI need, and INBOX_URL, TEMPORAL_UI_URL, DEV_TOKEN_URL. */
  readonly env: Readonly<Record<string, string>>;
  /** Which servers this stack itself started: demo data may be written only to those. */
  readonly started: ReadonlySet<ServerName>;
  /** Fulfils with a sentence when a server it started ended by itself; the others run on until `stop`. */
  readonly crashed: Promise<string>;
  /** Runs one more process (a worker) with the stack: ended by `stop` before the servers, or by the next start. */
  run(command: ServerCommand): ServerProcess;
  /** Ends what it started, data kept; may be called again. */
  stop(): Promise<void>;
}

/**
 * Starts what the environment does not name, all at once, and waits until every server answers.
 *
 * @throws StackFault  one sentence on what is missing or wrong; everything started is stopped by then
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const started = options.servers.filter((name) => givenServer(name, process.env) === undefined);
  const data = await takeDataFolder(resolve(CHECKOUT, options.dataDir), options.say);
  if (options.clean) started.forEach((name) => data.empty(name));
  return startInto(data, started, options);
}

async function startInto(data: DataFolder, started: ServerName[], options: StackOptions): Promise<Stack> {
  const givenUp = new AbortController();
  const signal = AbortSignal.any([givenUp.signal, ...(options.signal ? [options.signal] : [])]);
  const servers = new ProcessSet(data, signal);
  const companions = new ProcessSet(data, signal);
  const stop = async () => {
    // First those that use the servers: a worker that ends in peace still has to tell Temporal.
    await companions.stop();
    await servers.stop();
    data.release();
  };
  const starts = started.map(async (name) => {
    const launch: Launch = { folder: join(data.path, name), say: options.say, signal, run: servers.run };
    return START[name](launch, options).then((launched) => tellStarted(launched, options.say));
  });
  try {
    const launched = await Promise.all(starts);
    const env = environment(launched, options);
    return { env, started: new Set(started), crashed: firstCrash(launched), run: companions.run, stop };
  } catch (error) {
    givenUp.abort(error);
    await Promise.allSettled(starts);
    await stop();
    throw error;
  }
}

const START: Readonly<Record<ServerName, (launch: Launch, options: StackOptions) => Promise<Launched>>> = {
  cassandra: startCassandra,
  temporal: (launch, { searchAttributes }) => startTemporal(launch, searchAttributes),
  inbox: startInbox,
  issuer: startIssuer,
};

function tellStarted(launched: Launched, say: StackOptions['say']): Launched {
  say(`${launched.server.name} answers`);
  return launched;
}

function environment(launched: readonly Launched[], { servers, say }: StackOptions): Record<string, string> {
  const given = servers.map((name) => {
    const variables = givenServer(name, process.env);
    if (variables !== undefined) say(`${name}: used as ${addressVariable(name)} names it`);
    return variables ?? {};
  });
  return Object.assign({}, ...launched.map(({ env }) => env), ...given, demoSettings(process.env));
}

async function firstCrash(launched: readonly Launched[]): Promise<string> {
  return Promise.race(
    launched.map(async ({ server }) => `${server.name} ended by itself (${await server.ended}); read ${server.log}`),
  );
}
