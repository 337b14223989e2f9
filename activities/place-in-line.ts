import { ReportError } from '../report/errors.ts';
import { canBeInTime, readyInMs } from '../report/reading-line.ts';
import type { PrepareReportInput, PrepareReportResult } from './api.ts';
import type { Dependencies } from './dependencies.ts';

/** Whoever asks follows her request for 5 s (client/first-answer.ts): after that nobody would hear a refusal. */
const ASKS_FOR_MS = 5_000;

/**
 * Takes the report's place in its tenant's line.
 *
 * @throws TooManyReports at the request, when it would hardly be in time. Who is no longer listening stands in line all the
 *   same: if it comes to be late, she is told by mail
 */
export async function placeInLine(
  { lines, settings }: Dependencies,
  { reportId, requestedAtMs, deadlineAtMs }: PrepareReportInput,
  tenantId: string | null,
): Promise<NonNullable<PrepareReportResult['turn']>> {
  const atOnce = settings.readingsPerTenant;
  const place = { tenantId, reportId, requestedAtMs };
  await lines.stand(place);
  const line = await lines.look(place);
  const isAsking = Date.now() < requestedAtMs + ASKS_FOR_MS;
  if (isAsking && !canBeInTime(line, atOnce, deadlineAtMs - requestedAtMs)) {
    await lines.leave(place);
    const minutes = Math.ceil(readyInMs(line, atOnce) / 60_000);
    throw new ReportError('TooManyReports', { ahead: line.ahead, minutes });
  }
  return { place, hasCome: line.ahead < atOnce };
}
