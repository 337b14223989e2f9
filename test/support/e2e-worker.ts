import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { startServerProcess } from '../../dev/stack/server-process.ts';
import { workerCommand } from '../../dev/worker-process.ts';
import type { Settings } from './e2e-program.ts';

export interface WorkerProcess {
  /** As the kernel or a power cut does it: nothing is told to anybody. */
  kill9(): Promise<void>;
  /** SIGSTOP: everything stands still until `wake`. */
  freeze(): void;
  wake(): void;
  /** SIGTERM, as a deploy does it. @returns how it ended, e.g. "exit code 0" */
  stop(): Promise<string>;
  log(): string;
}

const STARTS_WITHIN_MS = 60_000;

/** Each bundles its workflow, seconds of a core: ten at once were not there within a minute on a busy machine. */
const aFewAtOnce = pLimit(2);

/** Starts a worker process, and waits until it asks for work. */
export function startWorkerProcess(settings: Settings, log: string): Promise<WorkerProcess> {
  return aFewAtOnce(start, settings, log);
}

async function start(settings: Settings, log: string): Promise<WorkerProcess> {
  const worker = startServerProcess(workerCommand(settings, log));
  const readLog = () => readFileSync(log, 'utf8');
  const startedAt = performance.now();
  while (!/"state":"RUNNING"/.test(readLog())) {
    const isTooLate = performance.now() - startedAt > STARTS_WITHIN_MS;
    if (isTooLate) await worker.stop();
    if (worker.end !== undefined) throw new Error(`the worker did not start (${worker.end}):\n${readLog()}`);
    await sleep(50);
  }
  return {
    log: readLog,
    kill9: async () => {
      process.kill(-worker.pid, 'SIGKILL');
      await worker.ended;
    },
    freeze: () => void process.kill(-worker.pid, 'SIGSTOP'),
    wake: () => void process.kill(-worker.pid, 'SIGCONT'),
    stop: async () => {
      await worker.stop(40_000);
      return worker.ended;
    },
  };
}
