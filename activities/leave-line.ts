import { usualAfter } from '../report/reading-line.ts';
import type { AssembleReportInput } from './api.ts';
import type { Dependencies } from './dependencies.ts';

/** All is read: the next report's turn has come, and the line knows better how long one takes. */
export async function leaveLine({ lines }: Dependencies, input: AssembleReportInput): Promise<void> {
  const { place, readFromMs, readToMs } = input;
  if (place === undefined) return;
  await lines.leave(place);
  const { usualMs } = await lines.look(place);
  await lines.learn(place.tenantId, usualAfter(usualMs, readToMs - readFromMs));
}
