import type { Dependencies } from './dependencies.ts';
import { discardObjects } from './discard-objects.ts';

type Step<I, O> = (deps: Dependencies, input: I) => Promise<O>;

/**
 * A step that stores objects, and removes them when its report was cancelled meanwhile. A cancel waits for nobody who
 * reads, and reaches a step with the answer to a heartbeat, up to 20 s later: a page that was written by then lay there,
 * with its learners' names, until its TTL.
 *
 * The word `cancelled` is written before the objects are listed and removed, and looked for here after they are written: one
 * of the two sees what the other does.
 */
export function withoutRemains<I extends { readonly reportId: string }, O>(step: Step<I, O>): Step<I, O> {
  return async (deps, input) => {
    try {
      return await step(deps, input);
    } finally {
      const entry = await deps.ledger.entry(input.reportId);
      if (entry?.outcome === 'cancelled') await discardObjects(deps, { reportId: input.reportId });
    }
  };
}
