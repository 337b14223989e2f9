import pLimit from 'p-limit';
import type { Metrics } from '../../report/metrics.ts';

export type BoundedReads = <T>(read: () => Promise<T>) => Promise<T>;

/** Lets a bounded number of reads run at once, and measures each from its own start: waiting for a turn is not its fault. */
export function boundedReads(most: number, metrics: Metrics): BoundedReads {
  const limit = pLimit(most);
  let inFlight = 0;
  const move = (by: 1 | -1) => metrics.set('course_report_look_ups_in_flight', (inFlight += by));
  return (read) =>
    limit(async () => {
      const since = performance.now();
      move(1);
      try {
        return await read();
      } finally {
        move(-1);
        metrics.observe('course_report_look_up_seconds', {}, (performance.now() - since) / 1_000);
      }
    });
}
