import { connectTemporal, reportClient } from '../client/index.ts';
import { temporalConfig } from '../config/temporal.ts';
import { StackFault } from '../dev/stack/stack-fault.ts';
import type { Stack } from '../dev/stack/start-stack.ts';
import type { ReportRequest } from '../report/request.ts';
import type { BenchArguments } from './arguments.ts';
import type { Programs } from './build.ts';
import { endLeftRuns } from './left-runs.ts';
import type { MailSink } from './mail-sink.ts';
import { startReader, type ReaderProcess } from './reader-process.ts';
import { rounds, type Round } from './rounds.ts';
import { fastest, FULL_SWEEP, QUICK_SWEEP, sweep, type Swept } from './sweep.ts';
import { roundLine, sweepHead, sweepLine } from './tell.ts';
import { workerCommand } from './worker-command.ts';

export interface Ground {
  readonly stack: Stack;
  readonly programs: Programs;
  readonly sink: MailSink;
  /** Of both programs alike. */
  readonly env: NodeJS.ProcessEnv;
  /** Git-ignored. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** The sweep, then the rounds, each measure in a process that stays up. */
export async function measure(ground: Ground, request: ReportRequest, args: BenchArguments) {
  const reader = startReader(ground.programs.reader, ground.env);
  try {
    const swept = await sweepAndTell(ground, reader, request, args.quick);
    return { swept, done: await runRounds(ground, reader, request, args.rounds) };
  } finally {
    await reader.stop();
  }
}

async function sweepAndTell(
  { say }: Ground,
  reader: ReaderProcess,
  { courseId, batchId }: ReportRequest,
  quick: boolean,
): Promise<readonly Swept[]> {
  const size = quick ? QUICK_SWEEP : FULL_SWEEP;
  say(`sweeping the bare reads: seconds for ${size.mostPages} pages of the batch`);
  say(sweepHead(size.inFlight));
  const swept = await sweep(reader, { courseId, batchId }, size, (passes) => say(sweepLine(passes)));
  const best = fastest(swept);
  say(`fastest: ${best?.keys} keys in one IN, ${best?.inFlight} look-ups in flight`);
  return swept;
}

async function runRounds(
  { stack, programs, sink, env, folder, say }: Ground,
  reader: ReaderProcess,
  request: ReportRequest,
  count: number,
): Promise<readonly Round[]> {
  const { connection, namespace } = temporalConfig(env);
  const { temporal, close } = await connectTemporal(connection, namespace);
  try {
    await endLeftRuns(temporal, request.requesterId);
    const worker = stack.run(workerCommand(programs.worker, env, folder));
    const workerEnded = worker.ended.then((how) => {
      throw new StackFault(`The worker ended by itself (${how}); read ${worker.log}`);
    });
    const parts = { reader, sink, reports: reportClient(temporal), workerPid: worker.pid };
    const work = rounds(parts, request, count, (no, round) => say(roundLine(no, round)));
    const done = await Promise.race([work, workerEnded]);
    await worker.stop();
    return done;
  } finally {
    await close();
  }
}
