import { activityInfo, heartbeat, sleep } from '@temporalio/activity';
import type { BatchFact, BatchRow } from '../report/batch-fact.ts';
import { courseOrgId } from '../report/course-org.ts';
import { creationDay } from '../report/india-day.ts';
import { hasText } from '../report/text.ts';
import { tokenRanges, type TokenRange } from '../report/token-ranges.ts';
import type { RefreshBatchFactsInput, RefreshBatchFactsResult } from './api.ts';
import { whileBeating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';

/** A range is what a killed worker costs: 16,000 of a million batches, some 16 s. */
const RANGES = 64;

/** A million batches take a quarter of an hour; the learners' database has the rest of its time for learners. */
const BATCHES_PER_SECOND = 1_000;

interface Progress extends RefreshBatchFactsResult {
  readonly rangesDone: number;
}

const NOTHING: Progress = { rangesDone: 0, batches: 0, withoutDate: 0, withoutTenant: 0 };

/**
 * Walks over all batches, one range at a time, and writes down whose they are and when they were created. Another attempt
 * goes on with the range that was under way; what is met twice is written twice alike.
 */
export async function refreshBatchFacts(
  deps: Dependencies,
  { startedAtMs }: RefreshBatchFactsInput,
): Promise<RefreshBatchFactsResult> {
  let progress: Progress = activityInfo().heartbeatDetails ?? NOTHING;
  return whileBeating(
    () => progress,
    async (signal) => {
      for (const range of tokenRanges(RANGES).slice(progress.rangesDone)) {
        signal.throwIfAborted();
        progress = await refreshRange(deps, range, startedAtMs, progress);
        heartbeat(progress);
      }
      await deps.batchFacts.walked({ startedAtMs, endedAtMs: Date.now() });
      const { batches, withoutDate, withoutTenant } = progress;
      return { batches, withoutDate, withoutTenant };
    },
  );
}

async function refreshRange(
  deps: Dependencies,
  range: TokenRange,
  seenAtMs: number,
  before: Progress,
): Promise<Progress> {
  const facts: BatchFact[] = [];
  for await (const rows of deps.batches.batches(range)) {
    const found = await factsOf(deps, rows, seenAtMs);
    await deps.batchFacts.write(found);
    facts.push(...found);
    await sleep((1_000 * rows.length) / BATCHES_PER_SECOND);
  }
  return {
    rangesDone: before.rangesDone + 1,
    batches: before.batches + facts.length,
    withoutDate: before.withoutDate + facts.filter(({ createdDay }) => createdDay === null).length,
    withoutTenant: before.withoutTenant + facts.filter(({ tenantId }) => tenantId === null).length,
  };
}

async function factsOf(deps: Dependencies, rows: readonly BatchRow[], seenAtMs: number): Promise<BatchFact[]> {
  const [creators, organisations] = await Promise.all([
    deps.source.profiles(rows.map(({ createdBy }) => createdBy).filter(hasText)),
    deps.source.organisations(rows.flatMap(({ createdFor }) => createdFor ?? [])),
  ]);
  return rows.map((row) => {
    const creatorRoot = creators.get(row.createdBy ?? '')?.rootOrgId ?? null;
    return {
      courseId: row.courseId,
      batchId: row.batchId,
      tenantId: courseOrgId(row, creatorRoot, (id) => organisations.get(id)),
      createdDay: creationDay(row),
      seenAtMs,
    };
  });
}
