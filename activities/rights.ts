import { ReportError } from '../report/errors.ts';
import type { Batch } from '../report/learner.ts';
import type { ReportRequest } from '../report/request.ts';
import { refusalOf, type Refusal } from '../report/requester-rights.ts';
import type { Dependencies } from './dependencies.ts';

export interface Rights {
  readonly batch: Batch | null;
  /** Her own address, strictly one; never logged, never returned from a step. */
  readonly address: string | null;
  /** `null` = she may. */
  readonly refusal: Refusal | null;
}

/** Reads afresh what decides whether the requester may have the report (docs/domain.md, 4). */
export async function rightsOf(deps: Dependencies, request: ReportRequest): Promise<Rights> {
  const [batch, requester] = await Promise.all([
    deps.source.batch(request),
    deps.source.requester(request.requesterId),
  ]);
  const address = deps.mailer.addressIn(requester?.address ?? null);
  const refusal = refusalOf(batch, requester, request.deliver === 'portal' || address !== null);
  return { batch, address, refusal };
}

export function refuse(refusal: Refusal, request: ReportRequest): ReportError {
  const { courseId, batchId, requesterId } = request;
  return new ReportError(refusal, { courseId, batchId, requesterId });
}

/**
 * The address to send to, after asking the rule once more: a run takes minutes, and roles change.
 *
 * @throws NotAuthorised; AddressUnusable when only the address was lost
 */
export async function addressForSending(deps: Dependencies, request: ReportRequest): Promise<string> {
  const { address, refusal } = await rightsOf(deps, { ...request, deliver: 'mail' });
  if (refusal === 'AddressUnusable' || (refusal === null && address === null)) throw refuse('AddressUnusable', request);
  if (refusal !== null || address === null) {
    const { requesterId, batchId } = request;
    throw new ReportError('NotAuthorised', { requesterId, batchId, reason: refusal });
  }
  return address;
}
