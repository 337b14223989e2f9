import type { DeliverReportInput, ReportIdentity } from '../../activities/api.ts';
import { FILE_HEAD } from '../../report/csv.ts';
import { emptyTally } from '../../report/tally.ts';
import { assemble, prepare } from './whole-report.ts';
import { newReport, type Workbench } from './workbench.ts';

export const SMALL_CSV = `${FILE_HEAD}${'మీనాక్షి,one row\r\n'.repeat(3)}`;

/** A report that is built, of two parts and three rows: enough to be sent. */
export async function smallReport(
  bench: Workbench,
  change: Partial<ReportIdentity> = {},
): Promise<{ report: ReportIdentity; toDeliver: DeliverReportInput }> {
  const { deps } = bench;
  const report = newReport(bench, change);
  const prepared = await prepare(deps, report);
  const tally = { ...emptyTally(), enrolments: 3, active: 3, rows: 3 };
  const content = Buffer.from(SMALL_CSV);
  const pages = [
    { object: await deps.store.write(report.reportId, 'page-0000', [content.subarray(0, 40)]), tally },
    { object: await deps.store.write(report.reportId, 'page-0001', [content.subarray(40)]), tally: emptyTally() },
  ];
  const { file } = await assemble(deps, report, prepared, pages);
  return { report, toDeliver: { ...report, file, windowMs: 20_000, sendStartedMs: report.runStartedMs + 2_000 } };
}
