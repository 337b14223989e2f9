import { checkMayAsk } from '../archive/may-ask.ts';
import { errorSpec, ReportError } from '../report/errors.ts';
import { parseReportId } from '../report/request.ts';
import type { PortalDependencies } from './dependencies.ts';
import type { Caller } from './sign-in.ts';

/**
 * Fetching, re-sending and cancelling is for the one who asked for the report. To others it does not exist.
 *
 * @throws ReportError IdInvalid, ReportNotFound
 */
export function checkIsOwn(caller: Caller, reportId: string): void {
  if (!isOwn(caller, reportId)) throw new ReportError('ReportNotFound', { reportId });
}

/**
 * Where a report stands may be seen by whoever may ask for its batch, too: she sees it in the batch's list.
 *
 * @throws ReportError IdInvalid, ReportNotFound; SourceUnreachable and its like
 */
export async function checkMaySee({ source }: PortalDependencies, caller: Caller, reportId: string): Promise<void> {
  if (isOwn(caller, reportId)) return;
  const { courseId, batchId } = parseReportId(reportId);
  try {
    await checkMayAsk(source, { courseId, batchId, requesterId: caller.userId });
  } catch (error) {
    const isRefusal = error instanceof ReportError && errorSpec(error.code).acts === 'mentor';
    throw isRefusal ? new ReportError('ReportNotFound', { reportId }) : error;
  }
}

function isOwn(caller: Caller, reportId: string): boolean {
  return parseReportId(reportId).requesterId === caller.userId;
}
