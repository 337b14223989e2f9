import { fork } from 'node:child_process';
import { once } from 'node:events';
import { killGroup, killGroupAtExit } from '../dev/stack/process-group.ts';
import { StackFault } from '../dev/stack/stack-fault.ts';
import type { ReadAnswer, Reading, ReadOrder } from './reader-contract.ts';

export interface ReaderProcess {
  /** One at a time. */
  read(order: ReadOrder): Promise<Reading>;
  /** Fulfils when it has ended. */
  stop(): Promise<void>;
}

/** @param program the built reader-main */
export function startReader(program: string, env: NodeJS.ProcessEnv): ReaderProcess {
  // stdout is for the result alone.
  const child = fork(program, { env, detached: true, stdio: ['ignore', 2, 2, 'ipc'], execArgv: [] });
  const forget = killGroupAtExit(child);
  const ended = once(child, 'exit').finally(forget);
  return {
    async read(order) {
      child.send(order);
      const answer = await Promise.race([once(child, 'message'), ended.then(() => null)]);
      const [told] = (answer ?? [{ fault: 'its process has ended' }]) as [ReadAnswer];
      if ('fault' in told) throw new StackFault(`Reading failed: ${told.fault}`);
      return told.reading;
    },
    async stop() {
      killGroup(child, 'SIGTERM');
      await ended;
    },
  };
}
