import type { Asked } from './ask.ts';
import { wrongsIn, type Evidence, type ReportEvidence } from './accounting.ts';
import type { SoakArguments } from './arguments.ts';
import { faultLine } from './do-fault.ts';
import type { Due, Fault } from './plan.ts';

export interface SoakResult extends SoakArguments {
  readonly seconds: number;
  readonly reports: number;
  /** By the word they ended with, and the code. */
  readonly words: Readonly<Record<string, number>>;
  readonly joined: number;
  /** Times that a mentor was told to ask again, as Temporal was away. */
  readonly putOff: number;
  readonly faults: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly workerStarts: number;
  readonly mails: number;
  readonly notices: number;
  /** Reports of which two mails have arrived, each of them said to be a possible duplicate. */
  readonly twice: number;
  /** Ids, each with what happened between request and word. */
  readonly late: readonly string[];
  readonly wrongs: readonly string[];
}

interface Soaked {
  readonly args: SoakArguments;
  readonly seconds: number;
  readonly startedAtMs: number;
  readonly faults: readonly Due<Fault>[];
  readonly asked: readonly Asked[];
  /** One for each start of a worker. */
  readonly logs: readonly string[];
  readonly evidence: Evidence;
}

export function soakResult({ args, seconds, startedAtMs, faults, asked, logs, evidence }: Soaked): SoakResult {
  const reports = evidence.reports.filter(({ requestedAtMs }) => requestedAtMs >= startedAtMs);
  const mailed = reports.map((report) => report.mailed.length);
  return {
    ...args,
    seconds,
    reports: reports.length,
    words: counts(reports.map(wordOf)),
    joined: asked.filter(({ joined }) => joined).length,
    putOff: asked.reduce((sum, one) => sum + one.putOff, 0),
    faults: faults.length,
    byKind: counts(faults.map(({ what }) => what.kind)),
    workerStarts: logs.length,
    mails: mailed.reduce((sum, one) => sum + one, 0),
    notices: reports.reduce((sum, { notices }) => sum + notices, 0),
    twice: mailed.filter((count) => count === 2).length,
    late: reports.filter(({ outcome }) => outcome === 'late').map((report) => whyLate(report, startedAtMs, faults)),
    wrongs: wrongsIn(evidence),
  };
}

function wordOf({ outcome, errorCode }: ReportEvidence): string {
  return errorCode === null ? `${outcome}` : `${outcome} (${errorCode})`;
}

function whyLate(
  { reportId, requestedAtMs, finishedAtMs }: ReportEvidence,
  startedAtMs: number,
  all: Soaked['faults'],
) {
  const meanwhile = all.filter(({ atMs }) => {
    const at = startedAtMs + atMs;
    return at >= requestedAtMs && at <= finishedAtMs;
  });
  return `${reportId}: ${meanwhile.map(({ what }) => faultLine(what)).join('; ')}`;
}

function counts(words: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const word of words.toSorted()) found[word] = (found[word] ?? 0) + 1;
  return found;
}

/** For people. */
export function summary(result: SoakResult): string {
  const { minutes, seed, seconds, reports, words, joined, putOff, faults, byKind, wrongs } = result;
  const { workerStarts, mails, notices, twice, late } = result;
  const listed = (by: Readonly<Record<string, number>>) =>
    Object.entries(by).map(([name, count]) => `  ${`${count}`.padStart(6)}  ${name}`);
  return [
    `${minutes} minutes of faults with seed ${seed}, ${seconds} s until all was at rest`,
    `reports ${reports} (${joined} requests joined one, ${putOff} were put off)`,
    ...listed(words),
    `faults ${faults} (${workerStarts} starts of workers)`,
    ...listed(byKind),
    `mails ${mails}, of ${twice} reports two, as said in the ledger; ${notices} that say why there is none`,
    ...late.map((one) => `late: ${one}`),
    ...(wrongs.length === 0 ? ['every request is accounted for'] : wrongs.map((wrong) => `WRONG: ${wrong}`)),
  ].join('\n');
}
