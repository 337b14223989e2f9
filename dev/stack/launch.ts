import type { ServerCommand, ServerProcess } from './server-process.ts';

/** What a server needs from the stack that starts it. */
export interface Launch {
  /** Its own folder inside the stack's data folder. */
  folder: string;
  say(line: string): void;
  /** Aborted when the stack is told to stop while it starts, or when another server failed. */
  signal: AbortSignal;
  /** Starts a process that the stack ends, records and watches. */
  run(command: ServerCommand): ServerProcess;
}

/** A server that answers, and the variables by which others reach it. */
export interface Launched {
  server: ServerProcess;
  env: Readonly<Record<string, string>>;
}
