import type { KeyRange } from '../report/ports.ts';
import { byCodePoint } from '../report/text.ts';
import type { ListPagesInput, ListPagesResult } from './api.ts';
import { whileBeating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';
import { ENROLMENTS_PER_PAGE } from './page-size.ts';

/**
 * Lists a batch that only an index can find: all user ids are gathered and sorted once (36 bytes each), and every page is
 * given its own as a stored object. Whatever an index may answer twice is one learner. From here on such a batch is read like any other, in the order of the contract.
 */
export async function listUnordered(deps: Dependencies, input: ListPagesInput): Promise<ListPagesResult> {
  const found = new Set<string>();
  return whileBeating(
    () => ({ step: 'listPages', enrolmentsListed: found.size }),
    async (signal) => {
      for await (const some of deps.source.userIds(input, signal)) for (const id of some) found.add(id);
      const ids = [...found].toSorted(byCodePoint);
      const ranges: KeyRange[] = [];
      do {
        const own = ids.slice(ranges.length * ENROLMENTS_PER_PAGE, (ranges.length + 1) * ENROLMENTS_PER_PAGE);
        const content = new TextEncoder().encode(JSON.stringify(own));
        const userIds = await deps.store.write(input.reportId, 'ids', [content]);
        ranges.push({ after: null, upTo: null, userIds });
      } while (ranges.length * ENROLMENTS_PER_PAGE < ids.length);
      return { ranges, enrolmentsListed: ids.length, next: null };
    },
  );
}
