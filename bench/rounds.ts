import { StackFault } from '../dev/stack/stack-fault.ts';
import type { ReportRequest } from '../report/request.ts';
import type { Reading } from './reader-contract.ts';
import type { ReaderProcess } from './reader-process.ts';
import { wholeJob, type JobParts, type JobRun } from './whole-job.ts';

/** Both measures, one right after the other: what else the machine does falls on both alike. */
export interface Round {
  readonly reads: Reading;
  readonly job: JobRun;
}

export interface RoundParts extends JobParts {
  readonly reader: ReaderProcess;
}

/** @param onRound is told of each; number 0 warms both up and is not counted */
export async function rounds(
  { reader, ...job }: RoundParts,
  request: ReportRequest,
  count: number,
  onRound: (no: number, round: Round) => void,
): Promise<readonly Round[]> {
  const { courseId, batchId } = request;
  const done: Round[] = [];
  for (let no = 0; no <= count; no += 1) {
    const reads = await reader.read({ batch: { courseId, batchId }, mostPages: null, lookUps: null });
    const round = { reads, job: await wholeJob(job, request) };
    onRound(no, round);
    if (no > 0) done.push(round);
  }
  return done;
}

/** The same learners must give the same file, whatever else was going on. @throws StackFault */
export function sameFile(done: readonly Round[]): JobRun {
  const files = new Map(done.map(({ job }) => [job.sha256, job]));
  const [file] = files.values();
  if (file === undefined || files.size > 1) throw new StackFault(`The rounds made ${files.size} different files.`);
  return file;
}
