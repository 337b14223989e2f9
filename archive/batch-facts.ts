import { errorText, type ReportErrorCode } from '../report/errors.ts';
import { dayOf } from '../report/india-day.ts';
import type { Batch } from '../report/learner.ts';
import type { LearnerSource } from '../report/ports.ts';
import type { ReportKey } from '../report/request.ts';
import { refusalOf } from '../report/requester-rights.ts';
import { shownAddress } from '../report/shown-address.ts';

/** A batch as somebody who may, or may not, ask for its report sees it before asking. Days are `yyyy-MM-dd` in India. */
export interface BatchFacts {
  readonly courseId: string;
  readonly batchId: string;
  readonly requesterId: string;
  /** `null` = the batch has none, or it is not for her to know. */
  readonly name: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly mayAsk: boolean;
  /** Her own address, masked; `null` = her profile has none, and only `deliver: portal` serves her. */
  readonly address: string | null;
  /** `null` when she may ask. */
  readonly refusal: { readonly code: ReportErrorCode; readonly message: string } | null;
}

/** @throws ReportError SourceUnreachable and its like */
export async function batchFacts(
  source: Pick<LearnerSource, 'batch' | 'requester'>,
  key: ReportKey,
): Promise<BatchFacts> {
  const [batch, requester] = await Promise.all([source.batch(key), source.requester(key.requesterId)]);
  const { courseId, batchId, requesterId } = key;
  const ids = { courseId, batchId, requesterId };
  const code = refusalOf(batch, requester, true);
  if (code !== null || batch === null || requester === null) {
    const refusal = code === null ? null : { code, message: errorText(code, ids) };
    return { ...ids, name: null, startDate: null, endDate: null, mayAsk: false, address: null, refusal };
  }
  return { ...ids, ...shown(batch), mayAsk: true, address: shownAddress(requester), refusal: null };
}

function shown(batch: Batch): Pick<BatchFacts, 'name' | 'startDate' | 'endDate'> {
  return {
    name: batch.name,
    startDate: dayOf(batch.startDate, batch.startDateText),
    endDate: dayOf(batch.endDate, batch.endDateText),
  };
}
