import { errorText } from '../report/errors.ts';
import type { RecordResendInput } from './api.ts';
import { countLatest } from './count-download.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Tells of a re-send in the report's row. A report is sent once a mail server has accepted a mail of it, whichever run
 * handed that over; a re-send that failed leaves the outcome as it was and says why nothing came.
 */
export async function recordResend(deps: Dependencies, input: RecordResendInput): Promise<void> {
  await writeResend(deps, input);
  if (input.outcome === 'sent') await countLatest(deps, input.reportId);
}

async function writeResend({ ledger }: Dependencies, input: RecordResendInput): Promise<void> {
  const { reportId, outcome, errorCode, finishedAtMs, sending } = input;
  const entry = await ledger.entry(reportId);
  // Without an outcome an operator's retry of the report is under way, which finds the mail by itself and has the last word.
  if (entry === null || entry.outcome === null) return;
  if (errorCode !== null) {
    const text = `The re-send did not succeed. ${errorText(errorCode, input.errorHoles)}`;
    return ledger.update(reportId, { errorCode, errorText: text });
  }
  const noError = { errorCode: null, errorText: null };
  // When, and how, the report was first sent stays.
  const first = entry.outcome === 'sent' ? {} : { outcome, deliver: 'mail' as const, finishedAtMs, ...sending };
  await ledger.update(reportId, { ...first, ...noError });
}
