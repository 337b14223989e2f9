import { randomUUID } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import { numberFor } from '../report/delivery.ts';
import { ReportError } from '../report/errors.ts';
import { checkRequest } from '../report/request.ts';
import { storedFile } from '../report/stored-file.ts';
import type { PrepareResendInput, PrepareResendResult } from './api.ts';
import { whileBeating } from './beating.ts';
import { opened } from './claim-delivery.ts';
import type { Dependencies } from './dependencies.ts';
import { refuse, rightsOf } from './rights.ts';

/**
 * First step of a re-send: is there a file, may she still have it, and a number of its own in the delivery table.
 *
 * @throws ReportNotFound, ReportNotReady, ReportWithoutFile, ReportExpired; the refusals of docs/domain.md, 4; IdInvalid
 */
export async function prepareResend(deps: Dependencies, input: PrepareResendInput): Promise<PrepareResendResult> {
  return whileBeating(
    () => ({ step: 'prepareResend' }),
    async () => {
      checkRequest(input);
      await fileToSend(deps, input.reportId);
      const { refusal } = await rightsOf(deps, { ...input, deliver: 'mail' });
      if (refusal !== null) throw refuse(refusal, input);
      return takeNumber(deps, input);
    },
  );
}

/** The row is read before the ledger: a retry of the report that has claimed a mail has opened its ledger row before. */
async function takeNumber(deps: Dependencies, input: PrepareResendInput): Promise<PrepareResendResult> {
  const { reportId, resendId, runStartedMs, nowMs } = input;
  const runId = activityInfo().workflowExecution?.runId ?? '';
  const attempt = { owner: randomUUID(), runId, runStartedMs, form: 'none' as const, resendId };
  for (;;) {
    const latest = await deps.deliveries.latest(reportId, 'report');
    const found = await fileToSend(deps, reportId);
    const numbering = numberFor(latest, attempt);
    if (numbering.act === 'keep') return found;
    if (numbering.act === 'stop') throw new ReportError('DeliveryClosed');
    if (numbering.act === 'close') {
      if (latest !== null) await deps.deliveries.replace(latest, numbering.next);
      continue;
    }
    const { no, leftBefore } = numbering;
    const mail = { reportId, subject: 'report' as const, dateMs: nowMs };
    if (await deps.deliveries.add(opened(deps, mail, { ...attempt, no, leftBefore }))) return found;
  }
}

async function fileToSend({ ledger, store }: Dependencies, reportId: string): Promise<PrepareResendResult> {
  const { entry, file } = await storedFile(ledger, store, reportId);
  if (entry.outcome === null) throw new ReportError('ReportNotReady', { reportId, status: entry.stage });
  const { tenantId, fileName, manifest } = entry;
  const { rows = null, bytes = null, sha256 = null } = manifest ?? {};
  return { tenantId, fileName, file, rows, bytes, sha256 };
}
