import type { Enrolment } from '../report/learner.ts';
import { byCodePoint } from '../report/text.ts';
import type { WritePageInput } from './api.ts';
import type { Dependencies } from './dependencies.ts';

/** As many as one page of a range read: small enough not to stall the process. */
const AT_ONCE = 500;

/** The enrolments of a page in ascending order of user id, a few hundred at a time. */
export async function* enrolmentsOfPage(
  deps: Dependencies,
  input: WritePageInput,
  signal: AbortSignal,
): AsyncGenerator<readonly Enrolment[]> {
  const { userIds } = input.range;
  if (userIds === undefined) return yield* deps.source.enrolments(input, input.range, signal);
  const ids = JSON.parse(await deps.store.readText(input.reportId, userIds)) as string[];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    signal.throwIfAborted();
    const some = await deps.source.enrolmentsOf(input, ids.slice(at, at + AT_ONCE));
    yield some.toSorted((a, b) => byCodePoint(a.userId, b.userId));
  }
}
