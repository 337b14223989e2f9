import { readFileSync } from 'node:fs';
import type { Launch } from './launch.ts';
import type { ServerCommand, ServerProcess } from './server-process.ts';
import { untilReady } from './until-ready.ts';

export interface PortTrial<Ports> {
  choosePorts(): Promise<Ports>;
  command(ports: Ports): ServerCommand;
  answers(ports: Ports): Promise<boolean>;
  withinMs: number;
}

const TRIALS = 4;

/**
 * Starts a server on ports that were free a moment ago. When it dies because another program was faster, which two
 * stacks started at once bring about, it is started again on others.
 */
export async function startOnFreePorts<Ports>(
  { run, say, signal }: Launch,
  { choosePorts, command, answers, withinMs }: PortTrial<Ports>,
): Promise<{ server: ServerProcess; ports: Ports }> {
  for (let trial = 1; ; trial += 1) {
    signal.throwIfAborted();
    const ports = await choosePorts();
    const server = run(command(ports));
    try {
      await untilReady(server, { answers: () => answers(ports), withinMs, say, signal });
      return { server, ports };
    } catch (error) {
      await server.stop();
      if (signal.aborted || trial === TRIALS || !diedOfTakenPort(server.log)) throw error;
      say(`${server.name}: another program took its port meanwhile, starting it again`);
    }
  }
}

/** The words of Java, Go and Node for EADDRINUSE, and Cassandra's own for its storage and its CQL port. */
function diedOfTakenPort(log: string): boolean {
  return /address already in use|EADDRINUSE|in use by another process|failed to bind port/i.test(
    readFileSync(log, 'utf8'),
  );
}
