import { activityInfo, log } from '@temporalio/activity';
import { mailSize } from '../report/attachment-size.ts';
import type { Delivery } from '../report/delivery.ts';
import { ReportError } from '../report/errors.ts';
import { ladder } from '../report/ladder.ts';
import type { Attachment, Mail } from '../report/mail.ts';
import type { ReportFile, StoredObject } from '../report/manifest.ts';
import { reportMessage } from '../report/message.ts';
import { csvOf, readReportFile } from '../report/report-file.ts';
import { zipFileName } from '../report/file-name.ts';
import type { DeliverReportInput, DeliverReportResult } from './api.ts';
import { addressMark } from './address-mark.ts';
import { whileBeating } from './beating.ts';
import { countDownload } from './count-download.ts';
import type { Dependencies } from './dependencies.ts';
import { sendFenced } from './fenced-send.ts';
import { addressForSending } from './rights.ts';
import { timeLeft } from './time-left.ts';
import { zipOf } from './zip.ts';

/**
 * Step 5, and the second one of a re-send: one mail to the requester's own address, read afresh and checked afresh.
 *
 * @throws NotAuthorised, AddressUnusable, StoredObjectDamaged, and what sendFenced throws
 */
export async function deliverReport(deps: Dependencies, input: DeliverReportInput): Promise<DeliverReportResult> {
  const leftMs = timeLeft(input.windowMs);
  return whileBeating(
    () => ({ step: 'deliverReport' }),
    async (signal) => {
      if (input.resendId === undefined) await deps.ledger.update(input.reportId, { stage: 'sending' });
      const to = await addressForSending(deps, input);
      const file = await readReportFile(deps.store, input.reportId, input.file);
      const { attempt, workflowExecution } = activityInfo();
      const letter = {
        reportId: input.reportId,
        subject: 'report' as const,
        runId: workflowExecution?.runId ?? '',
        runStartedMs: input.runStartedMs,
        resendId: input.resendId ?? null,
        dateMs: input.sendStartedMs,
        leftMs,
        attempt,
        forms: ladder(file.manifest.bytes, file.zip?.bytes ?? null, deps.settings.attachmentMaxBytes),
        mail: (delivery: Delivery) => mailOf(deps, input, file, to, delivery),
      };
      const delivery = await sendFenced(deps, letter, signal);
      await afterSending(input.reportId, 'the download is not counted yet', () => countDownload(deps, delivery));
      const mark = { sentToMark: addressMark(deps.settings.auditKey, to) };
      await afterSending(input.reportId, 'the mark of the address is missing in the ledger', () =>
        deps.ledger.update(input.reportId, mark),
      );
      const { form, messageId, reply, possibleDuplicate } = delivery;
      const { code, enhancedStatus } = reply ?? { code: 250, enhancedStatus: null };
      return { form, messageId, replyCode: code, enhancedStatus, possibleDuplicate };
    },
  );
}

/** The mail is out: a store that does not take this word must not make the step fail, whose repetition might send another. */
async function afterSending(reportId: string, missing: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    log.error(missing, { reportId, code: error instanceof ReportError ? error.code : 'Unexpected' });
  }
}

async function mailOf(
  deps: Dependencies,
  input: DeliverReportInput,
  file: ReportFile,
  to: string,
  delivery: Delivery,
): Promise<Mail> {
  const { messageId, dateMs, form } = delivery;
  const { portalUrl, retentionMs } = deps.settings;
  const message = reportMessage({ ...input, file, form, portalUrl, retentionMs });
  const attachment = form === 'none' ? null : await attachmentOf(deps, input.reportId, file, form);
  return { to, messageId, dateMs, ...message, attachment, size: mailSize(attachment?.bytes ?? 0) };
}

async function attachmentOf(
  deps: Dependencies,
  reportId: string,
  file: ReportFile,
  form: 'csv' | 'zip',
): Promise<Attachment> {
  const { fileName, manifest } = file;
  const csv = () => csvOf(deps.store, reportId, file);
  if (form === 'csv') return { fileName, contentType: 'text/csv; charset=utf-8', bytes: manifest.bytes, content: csv };
  // The server took no CSV of a size that is below our own ceiling: only then is there no ZIP yet.
  const zip: StoredObject = file.zip ?? (await deps.store.write(reportId, 'zip', zipOf(fileName, csv())));
  const content = () => deps.store.read(reportId, zip);
  return { fileName: zipFileName(fileName), contentType: 'application/zip', bytes: zip.bytes, content };
}
