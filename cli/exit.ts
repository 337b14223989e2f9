import type { ReportStatus } from '../report/status.ts';

/** Exit code of a command whose answer is a report. Accepted and still under way is success: nobody asked to wait. */
export function exitOfReport({ status }: ReportStatus): number {
  switch (status) {
    case 'failed':
    case 'cancelled':
      return 1;
    case 'refused':
      return 3;
    case 'late':
      return 4;
    default:
      return 0;
  }
}
