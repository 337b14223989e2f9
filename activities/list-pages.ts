import type { KeyRange } from '../report/ports.ts';
import type { ListPagesInput, ListPagesResult } from './api.ts';
import { whileBeating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';
import { listUnordered } from './list-unordered.ts';
import { ENROLMENTS_PER_PAGE } from './page-size.ts';

/** Pages found by one call: the first can be written while the next are looked for. */
const PAGES_PER_CALL = 4;

/** Step 2: walks the batch by key alone, so that each page is a closed key range that can be read again at any time. */
export async function listPages(deps: Dependencies, input: ListPagesInput): Promise<ListPagesResult> {
  if (!(await deps.source.isOrdered())) return listUnordered(deps, input);
  const ranges: KeyRange[] = [];
  let after = input.after;
  let enrolmentsListed = 0;
  return whileBeating(
    () => ({ step: 'listPages', enrolmentsListed }),
    async (signal) => {
      while (ranges.length < PAGES_PER_CALL) {
        signal.throwIfAborted();
        const { lastUserId, passed, listed } = await deps.source.stepOver(input, after, ENROLMENTS_PER_PAGE);
        enrolmentsListed += listed;
        if (passed < ENROLMENTS_PER_PAGE) {
          ranges.push({ after, upTo: null });
          return { ranges, enrolmentsListed, next: null };
        }
        ranges.push({ after, upTo: lastUserId });
        after = lastUserId;
      }
      return { ranges, enrolmentsListed, next: after };
    },
  );
}
