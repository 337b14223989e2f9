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

function whyLate(report: ReportEvidence, startedAtMs: number, faults: Soaked['faults']): string {
  const { reportId, errorText, requestedAtMs, finishedAtMs } = report;
  const isMeanwhile = (atMs: number) => atMs >= requestedAtMs && atMs <= finishedAtMs;
  const meanwhile = faults.filter(({ atMs }) => isMeanwhile(startedAtMs + atMs)).map(({ what }) => faultLine(what));
  return `${reportId}: ${errorText} Meanwhile: ${meanwhile.join('; ')}`;
}

function counts(words: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const word of words.toSorted()) found[word] = (found[word] ?? 0) + 1;
  return found;
}
