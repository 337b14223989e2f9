import type { KeyRange } from '../report/ports.ts';
import type { ListPagesInput, ListPagesResult } from './api.ts';
import { whileBeating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';

/** Rows of one page: about 0.8 MB of CSV, a second of reading, and what a killed worker costs. */
export const ENROLMENTS_PER_PAGE = 5_000;

/** Pages found by one call: the first can be written while the next are looked for. */
const PAGES_PER_CALL = 4;

/** Step 2: walks the batch by key alone, so that each page is a closed key range that can be read again at any time. */
export async function listPages(deps: Dependencies, input: ListPagesInput): Promise<ListPagesResult> {
  const ranges: KeyRange[] = [];
  let after = input.after;
  let enrolmentsListed = 0;
  return whileBeating(
    () => ({ step: 'listPages', enrolmentsListed }),
    async (signal) => {
      while (ranges.length < PAGES_PER_CALL) {
        signal.throwIfAborted();
        const { lastUserId, listed } = await deps.source.stepOver(input, after, ENROLMENTS_PER_PAGE);
        enrolmentsListed += listed;
        if (listed < ENROLMENTS_PER_PAGE) {
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
