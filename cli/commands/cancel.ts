import type { Connections } from '../connections.ts';
import type { Output } from '../output.ts';

export async function cancel(connections: Connections, out: Output, reportId: string): Promise<number> {
  const reports = await connections.reports();
  await reports.cancel(reportId);
  out.answer({ reportId, cancelRequested: true }, [
    `${reportId}: asked to stop. If its mail was out already, it ends "sent".`,
  ]);
  return 0;
}
