import pLimit from 'p-limit';
import type { Dependencies } from '../activities/dependencies.ts';
import { enrich } from '../activities/enrich.ts';
import { isLearner } from '../report/enrolled.ts';
import { LOOKED_UP_AHEAD } from '../activities/formatted-rows.ts';
import { inOrderAhead } from '../activities/in-order-ahead.ts';
import { ENROLMENTS_PER_PAGE } from '../activities/page-size.ts';
import type { CourseFacts } from '../report/learner.ts';
import type { BatchKey, KeyRange, LearnerSource } from '../report/ports.ts';
import { PAGES_IN_FLIGHT } from '../workflows/read-pages.ts';

/** A batch, and what the job knows of its course before it reads the learners. */
export interface KnownBatch extends BatchKey {
  readonly facts: CourseFacts;
}

/**
 * Reads what a report needs by the job's own functions, as many pages and look-ups at once as it does, listing beside
 * reading, and throws it all away: the floor under the whole job.
 *
 * @param mostPages to read a part of the batch only
 */
export async function bareReads(deps: Dependencies, batch: KnownBatch, mostPages = Infinity): Promise<void> {
  const atOnce = pLimit(PAGES_IN_FLIGHT);
  const pages: Promise<void>[] = [];
  for await (const range of rangesOf(deps.source, batch)) {
    pages.push(atOnce(() => readPage(deps, batch, range)));
    if (pages.length >= mostPages) break;
  }
  await Promise.all(pages);
}

/** As the step `listPages` cuts them. */
async function* rangesOf(source: LearnerSource, batch: BatchKey): AsyncGenerator<KeyRange> {
  let after: string | null = null;
  for (;;) {
    const { lastUserId, listed } = await source.stepOver(batch, after, ENROLMENTS_PER_PAGE);
    if (listed < ENROLMENTS_PER_PAGE) {
      yield { after, upTo: null };
      return;
    }
    yield { after, upTo: lastUserId };
    after = lastUserId;
  }
}

async function readPage(deps: Dependencies, batch: KnownBatch, range: KeyRange): Promise<void> {
  const enrolments = deps.source.enrolments(batch, range, new AbortController().signal);
  const read = inOrderAhead(enrolments, LOOKED_UP_AHEAD, (some) => enrich(deps, batch, some.filter(isLearner)));
  for await (const _ of read);
}
