import { listReports } from '../../archive/list.ts';
import type { LedgerFilter } from '../../report/ledger-entry.ts';
import type { ReportStatus } from '../../report/status.ts';
import type { Connections } from '../connections.ts';
import { lazyReports } from '../lazy-reports.ts';
import type { Output } from '../output.ts';

/** A screenful or two; older ones by batch or tenant. */
const MOST = 100;

export async function list(connections: Connections, out: Output, filter: LedgerFilter): Promise<number> {
  let shown = 0;
  for await (const report of listReports(connections.archive().ledger, lazyReports(connections), filter)) {
    out.answer(report, [lineOf(report)]);
    shown += 1;
    if (shown === MOST) {
      out.say(`The newest ${MOST} are shown; name a batch or a tenant to see others.`);
      break;
    }
  }
  if (shown === 0) out.say('No reports in the last 400 days.');
  return 0;
}

function lineOf({ requestedAt, status, rows, reportId, error }: ReportStatus): string {
  const when = (requestedAt ?? '').slice(0, 16).replace('T', ' ');
  return `${when}  ${status.padEnd(10)} ${String(rows ?? '-').padStart(8)}  ${reportId}${error === null ? '' : `  ${error.code}`}`;
}
