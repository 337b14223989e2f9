import type { DataFolder } from './data-folder.ts';
import { startServerProcess, type ServerCommand, type ServerProcess } from './server-process.ts';

/** Processes that are written down as soon as they run, and end together. */
export class ProcessSet {
  readonly #processes: ServerProcess[] = [];
  readonly #data: DataFolder;
  readonly #signal: AbortSignal;

  /** @param signal once aborted, nothing more is started */
  constructor(data: DataFolder, signal: AbortSignal) {
    this.#data = data;
    this.#signal = signal;
  }

  readonly run = (command: ServerCommand): ServerProcess => {
    this.#signal.throwIfAborted();
    const server = startServerProcess(command);
    this.#processes.push(server);
    this.#data.record(server);
    return server;
  };

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((server) => server.stop()));
  }
}
