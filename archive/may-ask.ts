import { ReportError } from '../report/errors.ts';
import type { LearnerSource } from '../report/ports.ts';
import type { ReportKey } from '../report/request.ts';
import { refusalOf } from '../report/requester-rights.ts';

/**
 * Asks the rule of docs/domain.md, 4 for somebody who wants to see reports of a batch; no mail is sent, so her address does not matter.
 *
 * @throws ReportError BatchNotFound, RequesterUnknown, NotMentorOfBatch, RoleMissing; SourceUnreachable and its like
 */
export async function checkMayAsk(source: Pick<LearnerSource, 'batch' | 'requester'>, key: ReportKey): Promise<void> {
  const [batch, requester] = await Promise.all([source.batch(key), source.requester(key.requesterId)]);
  const refusal = refusalOf(batch, requester, true);
  if (refusal === null) return;
  const { courseId, batchId, requesterId } = key;
  throw new ReportError(refusal, { courseId, batchId, requesterId });
}
