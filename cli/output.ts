import { errorSpec, type ReportError } from '../report/errors.ts';
import type { ReportStatus } from '../report/status.ts';

/** Where a command writes. With `--json` the answer goes to stdout and everything for people to stderr. */
export interface Output {
  readonly isJson: boolean;
  /** One line for people. */
  say(line: string): void;
  /** The answer of the command: an object for programs, lines for people. */
  answer(value: object, lines: readonly string[]): void;
}

export function output(isJson: boolean): Output {
  const say = (line: string) => void (isJson ? process.stderr : process.stdout).write(`${line}\n`);
  return {
    isJson,
    say,
    answer: (value, lines) => {
      if (isJson) process.stdout.write(`${JSON.stringify(value)}\n`);
      for (const line of lines) say(line);
    },
  };
}

/** What a person wants to know of a report, and what she can do next. */
export function reportLines(status: ReportStatus): string[] {
  const { error } = status;
  const lines = [`${status.reportId}: ${WORDS[status.status]}`];
  if (status.joined) lines.push('Another request had started this report; yours has joined it.');
  if (error !== null) lines.push(error.message, errorSpec(error.code).todo);
  if (status.rows !== null) lines.push(`${status.rows.toLocaleString('en-IN')} learners${fileOf(status)}`);
  if (status.atRisk) lines.push('It may miss its deadline.');
  if (status.possibleDuplicate) lines.push('The mail may have arrived twice.');
  if (status.status === 'waiting') lines.push('No worker has taken it yet; it starts by itself when one is there.');
  return lines;
}

const WORDS: Readonly<Record<ReportStatus['status'], string>> = {
  waiting: 'accepted, waiting to start',
  reading: 'being read',
  assembling: 'being put together',
  sending: 'being sent',
  sent: 'sent, look into the mailbox',
  kept: 'ready, waiting to be fetched (course-report download)',
  refused: 'refused',
  failed: 'failed',
  late: 'not ready in time',
  cancelled: 'cancelled',
};

function fileOf({ bytes, fileName, sha256 }: ReportStatus): string {
  if (bytes === null || fileName === null) return '';
  return `, ${fileName}, ${bytes.toLocaleString('en-IN')} bytes, sha256 ${sha256 ?? ''}`;
}

export function errorLines(error: ReportError): string[] {
  return [`${error.code}: ${error.message}`, errorSpec(error.code).todo];
}
