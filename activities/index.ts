import type { BatchFactsActivities, ReportActivities } from './api.ts';
import { assembleReport } from './assemble-report.ts';
import { awaitTurn } from './await-turn.ts';
import { closeDelivery } from './close-delivery.ts';
import { deliverReport } from './deliver-report.ts';
import type { Dependencies } from './dependencies.ts';
import { discardObjects } from './discard-objects.ts';
import { atTheEdge } from './edge.ts';
import { listPages } from './list-pages.ts';
import { notifyRequester } from './notify-requester.ts';
import { prepareReport } from './prepare-report.ts';
import { prepareResend } from './prepare-resend.ts';
import { recordOutcome } from './record-outcome.ts';
import { recordResend } from './record-resend.ts';
import { refreshBatchFacts } from './refresh-batch-facts.ts';
import { withoutRemains } from './without-remains.ts';
import { writePage } from './write-page.ts';

/** The steps of a report, and of the nightly count of batches, bound to what they work with. */
export function createActivities(deps: Dependencies): ReportActivities & BatchFactsActivities {
  const bound =
    <I, O>(step: (deps: Dependencies, input: I) => Promise<O>) =>
    (input: I) =>
      atTheEdge(deps.metrics, () => step(deps, input));
  return {
    prepareReport: bound(prepareReport),
    awaitTurn: bound(awaitTurn),
    listPages: bound(withoutRemains(listPages)),
    writePage: bound(withoutRemains(writePage)),
    assembleReport: bound(withoutRemains(assembleReport)),
    deliverReport: bound(deliverReport),
    closeDelivery: bound(closeDelivery),
    notifyRequester: bound(notifyRequester),
    discardObjects: bound(discardObjects),
    recordOutcome: bound(recordOutcome),
    prepareResend: bound(prepareResend),
    recordResend: bound(recordResend),
    refreshBatchFacts: bound(refreshBatchFacts),
  };
}
