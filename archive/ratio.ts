import pLimit from 'p-limit';
import type { BatchFacts, DayCounts } from '../report/ports.ts';
import { isWithin, type Period } from '../report/period.ts';
import type { DayCount, DownloadRatio, RatioScope } from '../report/ratio.ts';
import { checkId } from '../report/request.ts';
import { RatioTally } from '../report/ratio-tally.ts';

export interface RatioSources {
  readonly downloads: DayCounts;
  readonly clicks: DayCounts;
  readonly batchFacts: BatchFacts;
}

const DAYS_AT_ONCE = 8;

/**
 * The download ratio of a scope over a period (docs/ratio.md).
 *
 * @throws ReportError IdInvalid, StoreUnavailable, StoreNotSetUp
 */
export async function downloadRatio(
  { downloads, clicks, batchFacts }: RatioSources,
  scope: RatioScope,
  period: Period,
): Promise<DownloadRatio> {
  const { level, ...ids } = scope;
  for (const id of Object.values(ids)) checkId(id, `${level} id`);
  const tally = new RatioTally(scope, period, await batchFacts.lastWalk());
  const delivered = await countsIn(downloads, scope, period);
  const clicked = await countsIn(clicks, scope, period);
  tally.addCounts('deliveries', delivered);
  tally.addCounts('clicks', clicked);
  for (const courseId of coursesToRead(scope, [...delivered, ...clicked])) {
    for await (const facts of batchFacts.read(courseId)) for (const fact of facts) tally.addBatch(fact);
  }
  return tally.result();
}

async function countsIn(counts: DayCounts, scope: RatioScope, period: Period): Promise<DayCount[]> {
  const days = (await counts.days()).filter((day) => isWithin(day, period));
  const limit = pLimit(DAYS_AT_ONCE);
  const perDay = await limit.map(days, async (day) =>
    (await counts.on(day, scope)).map((count): DayCount => ({ day, ...count })),
  );
  return perDay.flat();
}

/** One batch is one batch, whatever is known of it: its facts only name the tenant of what was counted. */
function coursesToRead(scope: RatioScope, counted: readonly DayCount[]): readonly (string | null)[] {
  switch (scope.level) {
    case 'batch':
      return [...new Set(counted.map(({ courseId }) => courseId))];
    case 'course':
      return [scope.courseId];
    default:
      return [null];
  }
}
