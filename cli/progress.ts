import cliProgress from 'cli-progress';
import type { ReportStatus } from '../report/status.ts';

/** Shows how far a report is: a bar on a terminal, a line at each change elsewhere. Always on stderr. */
export interface ProgressView {
  show(status: ReportStatus): void;
  stop(): void;
}

export function progressView(stream: NodeJS.WriteStream): ProgressView {
  return stream.isTTY ? bar(stream) : lines(stream);
}

/** The whole is what the ETA says: rows so far and the time between. */
function bar(stream: NodeJS.WriteStream): ProgressView {
  const format = '{stage} |{bar}| {rows} learners {eta_text}';
  const view = new cliProgress.SingleBar({ stream, format, hideCursor: true, barsize: 30, etaBuffer: 1 });
  view.start(100, 0, { stage: 'waiting'.padEnd(10), rows: 0, eta_text: '' });
  return {
    show: (status) => {
      const payload = { stage: status.status.padEnd(10), rows: rowsOf(status), eta_text: etaOf(status) };
      view.update(percentOf(status), payload);
    },
    stop: () => view.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): ProgressView {
  let last = '';
  return {
    show: (status) => {
      const line = `${status.status}${status.rows === null ? '' : `, ${rowsOf(status)} learners`}`;
      if (line !== last) stream.write(`${line}\n`);
      last = line;
    },
    stop: () => undefined,
  };
}

function percentOf({ status, requestedAt, etaAt }: ReportStatus): number {
  if (status === 'sent' || status === 'kept') return 100;
  const from = Date.parse(requestedAt ?? '');
  const to = Date.parse(etaAt ?? '');
  if (Number.isNaN(from) || Number.isNaN(to) || to <= from) return 0;
  return Math.max(0, Math.min(99, Math.floor((100 * (Date.now() - from)) / (to - from))));
}

function rowsOf({ rows }: ReportStatus): string {
  return (rows ?? 0).toLocaleString('en-IN');
}

function etaOf({ etaAt }: ReportStatus): string {
  return etaAt === null ? '' : `ready about ${new Date(etaAt).toLocaleTimeString('en-GB')}`;
}
