import { reportStatus } from '../../archive/status.ts';
import type { Connections } from '../connections.ts';
import { reportLines, type Output } from '../output.ts';
import { lazyReports } from '../lazy-reports.ts';

export async function status(connections: Connections, out: Output, reportId: string): Promise<number> {
  const found = await reportStatus(connections.archive().ledger, lazyReports(connections), reportId);
  out.answer(found, reportLines(found));
  return 0;
}
