import { activityInfo } from '@temporalio/activity';
import { courseOrgFacts, courseOrgId } from '../report/course-org.ts';
import { leftOf } from '../report/delivery.ts';
import { csvFileName } from '../report/file-name.ts';
import type { Batch, CourseFacts } from '../report/learner.ts';
import { checkRequest } from '../report/request.ts';
import { hasText } from '../report/text.ts';
import type { PrepareReportInput, PrepareReportResult } from './api.ts';
import type { Dependencies } from './dependencies.ts';
import { placeInLine } from './place-in-line.ts';
import { whileBeating } from './beating.ts';
import { refuse, rightsOf } from './rights.ts';

/**
 * Step 1: may she have it, whose course is it, and the report's row in the ledger.
 *
 * @throws BatchNotFound, RequesterUnknown, NotMentorOfBatch, RoleMissing, AddressUnusable: refused, and written down so;
 *   TooManyReports; IdInvalid
 */
export async function prepareReport(deps: Dependencies, input: PrepareReportInput): Promise<PrepareReportResult> {
  return whileBeating(
    () => ({ step: 'prepareReport' }),
    async () => {
      // The Temporal UI starts runs too, and nobody checked their ids: CQL refuses an empty key, for ever.
      checkRequest(input);
      const rights = await rightsOf(deps, input);
      const facts = rights.batch === null ? null : await courseFacts(deps, rights.batch);
      const tenantId = facts?.courseOrg?.id ?? null;
      const fileName = csvFileName(input.batchId, input.requestedAtMs);
      const delivered = await deliveredBefore(deps, input.reportId);
      // What was mailed stays as it was written down, also for one who has lost the right since.
      if (delivered !== null) return { tenantId, fileName, facts: facts ?? NO_FACTS, delivered };
      await openInLedger(deps, input, tenantId, fileName);
      if (rights.batch === null || facts === null || rights.refusal !== null) {
        throw refuse(rights.refusal ?? 'BatchNotFound', input);
      }
      return { tenantId, fileName, facts, delivered, turn: await placeInLine(deps, input, tenantId) };
    },
  );
}

const NO_FACTS: CourseFacts = { courseOrg: null, custodianOrgId: null, leafCount: null };

export async function courseFacts(deps: Dependencies, batch: Batch): Promise<CourseFacts> {
  const [creator, custodianOrgId, leafCount, directory] = await Promise.all([
    hasText(batch.createdBy) ? deps.source.profiles([batch.createdBy]) : new Map(),
    deps.source.custodianOrgId(),
    deps.source.leafCount(batch.courseId),
    deps.directories.load(batch.createdFor ?? [], []),
  ]);
  const creatorRoot = creator.get(batch.createdBy ?? '')?.rootOrgId ?? null;
  const orgId = courseOrgId(batch, creatorRoot, (id) => directory.organisation(id));
  if (orgId === null) return { courseOrg: null, custodianOrgId, leafCount };
  const own = await deps.directories.load([orgId], []);
  return { courseOrg: courseOrgFacts(orgId, own.organisation(orgId), own), custodianOrgId, leafCount };
}

async function openInLedger(deps: Dependencies, input: PrepareReportInput, tenantId: string | null, fileName: string) {
  await deps.ledger.open({
    reportId: input.reportId,
    courseId: input.courseId,
    batchId: input.batchId,
    requesterId: input.requesterId,
    deliver: input.deliver,
    runId: activityInfo().workflowExecution?.runId ?? '',
    tenantId,
    stage: 'reading',
    outcome: null,
    errorCode: null,
    errorText: null,
    requestedAtMs: input.requestedAtMs,
    deadlineAtMs: input.deadlineAtMs,
    finishedAtMs: null,
    fileName,
    file: null,
    manifest: null,
    form: null,
    possibleDuplicate: false,
    contacts: deps.settings.contacts,
    sentToMark: null,
  });
}

async function deliveredBefore(deps: Dependencies, reportId: string): Promise<PrepareReportResult['delivered']> {
  const latest = await deps.deliveries.latest(reportId, 'report');
  return latest === null ? null : leftOf(latest);
}
