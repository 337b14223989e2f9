import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { ReportError } from '../../report/errors.ts';
import type { Metrics } from '../../report/metrics.ts';
import { adaptiveBound } from './adaptive-bound.ts';
import { isTurnedAway, knownError } from './known-errors.ts';

export type BoundedReads = <T>(read: () => Promise<T>) => Promise<T>;

/** A second in all: a cluster that turns everybody away for longer is for the step's next attempt. */
const TRIES = 6;
const PAUSE_MS = 200;

/**
 * Lets a bounded number of reads run at once, fewer while the cluster is slow, and measures each from its own start: waiting
 * for a turn is not its fault. One that is turned away asks again, and holds no turn until then.
 *
 * @param most while the cluster is well
 */
export function boundedReads(most: number, metrics: Metrics): BoundedReads {
  const bound = adaptiveBound(most);
  const limit = pLimit(most);
  let inFlight = 0;
  const move = (by: 1 | -1) => metrics.set('course_report_look_ups_in_flight', (inFlight += by));
  const obey = () => {
    metrics.set('course_report_look_ups_bound', bound.inFlight);
    if (limit.concurrency !== bound.inFlight) limit.concurrency = bound.inFlight;
  };
  obey();
  const inTurn: BoundedReads = (read) =>
    limit(async () => {
      const begun = bound.begun();
      const since = performance.now();
      move(1);
      try {
        return await read();
      } catch (error) {
        if (isOverload(error)) bound.overloaded(begun);
        throw error;
      } finally {
        const tookMs = performance.now() - since;
        bound.ended(begun, tookMs);
        obey();
        move(-1);
        metrics.observe('course_report_look_up_seconds', {}, tookMs / 1_000);
      }
    });
  const patiently = async <T>(read: () => Promise<T>, tries: number): Promise<T> => {
    try {
      return await inTurn(read);
    } catch (error) {
      if (tries === 1 || !isTurnedAway(error)) throw error;
      await sleep(PAUSE_MS);
      return patiently(read, tries - 1);
    }
  };
  return (read) => patiently(read, TRIES);
}

/** A time-out, a full connection, or a node's own word that it has too much to do. */
function isOverload(error: unknown): boolean {
  const known = knownError(error, 'source');
  return known instanceof ReportError && known.code === 'SourceSlow';
}
