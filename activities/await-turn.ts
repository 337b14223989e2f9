import { lookAgainMs, type PlaceInLine } from '../report/reading-line.ts';
import { reportFailure } from '../workflows/failure.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Ends well when the report may be read; else fails, to be tried again: neither a slot of a worker nor an event of the
 * history is used up by waiting.
 *
 * @throws TurnAwaited
 */
export async function awaitTurn({ lines, settings }: Dependencies, place: PlaceInLine): Promise<void> {
  await lines.stand(place);
  const line = await lines.look(place);
  const atOnce = settings.readingsPerTenant;
  if (line.ahead < atOnce) return;
  const nextRetryDelayMs = lookAgainMs(line, atOnce);
  throw reportFailure('TurnAwaited', { ahead: line.ahead }, { nextRetryDelayMs, isExpected: true });
}
