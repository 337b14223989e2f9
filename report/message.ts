import type { ReportFile } from './manifest.ts';
import { manifestTable } from './manifest-table.ts';
import { type MessageBody, renderHtml, renderText } from './message-render.ts';
import type { Form } from './status.ts';
import { zipFileName } from './file-name.ts';

export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface ReportMessageInput {
  readonly courseId: string;
  readonly batchId: string;
  readonly file: ReportFile;
  readonly form: Form;
  readonly portalUrl: string | null;
}

/** The mail with the report, or the one that says where it is when no mail can carry it. */
export function reportMessage({ courseId, batchId, file, form, portalUrl }: ReportMessageInput): Message {
  const batch = batchLabel(file.batchName, batchId);
  return message(`Course progress: ${batch}`, {
    title: 'Your course progress report is ready',
    opening: [whereItIs(file, form, portalUrl), file.manifest.rows === 0 ? NOBODY : EXCEL],
    table: [['Batch', batch], ['Batch ID', batchId], ['Course ID', courseId], ...manifestTable(file.manifest)],
    closing: file.manifest.rows === 0 ? [AUTOMATIC] : [BLANKS, AUTOMATIC],
  });
}

const NOBODY = 'Nobody is enrolled in this batch at present, so the file holds the column headings only.';

const EXCEL =
  'To open it in Excel without spoiling long IDs: choose Data > From Text/CSV, pick the file, choose "Transform Data", ' +
  'and set the column "External ID" to Text. A double click on the file may turn IDs into rounded numbers.';

const BLANKS =
  'A cell is empty where the platform holds no value, or where it may be shown to the learner’s own state only. ' +
  'Every enrolled learner has a row.';

const AUTOMATIC = 'This mail was sent automatically because you asked for it on the course page. Replies are not read.';

function whereItIs(file: ReportFile, form: Form, portalUrl: string | null): string {
  if (form === 'csv') return `The file ${file.fileName} is attached.`;
  if (form === 'zip') {
    return `The file is attached as ${zipFileName(file.fileName)}. Open the ZIP file to get ${file.fileName} out of it.`;
  }
  return `The file ${file.fileName} is too large for a mail. ${fetchIt(portalUrl)}`;
}

function fetchIt(portalUrl: string | null): string {
  const where = portalUrl === null ? 'on the course page, under "Download file"' : `here: ${portalUrl}`;
  return `You can fetch it ${where}.`;
}

export interface NoticeInput {
  readonly notice: 'late' | 'failed' | 'unconfirmed';
  readonly courseId: string;
  readonly batchId: string;
  readonly batchName: string | null;
  /** The file was built and can be fetched. */
  readonly hasFile: boolean;
  readonly portalUrl: string | null;
}

/** The mail that says why there is no report, or that nobody knows whether it arrived. */
export function noticeMessage(input: NoticeInput): Message {
  const batch = batchLabel(input.batchName, input.batchId);
  const { title, opening } = NOTICES[input.notice];
  const file = input.hasFile ? [`The file itself is ready. ${fetchIt(input.portalUrl)}`] : [];
  return message(`${title}: ${batch}`, {
    title,
    opening: [...opening, ...file],
    table: [
      ['Batch', batch],
      ['Batch ID', input.batchId],
      ['Course ID', input.courseId],
    ],
    closing: [AUTOMATIC],
  });
}

const NOTICES = {
  late: {
    title: 'Your course progress report is not ready',
    opening: [
      'We are sorry: your report could not be finished in time, and it will not come by itself any more.',
      'Please press "Download file" again. If it is late a second time, tell your helpdesk: they can see the reason.',
    ],
  },
  failed: {
    title: 'Your course progress report could not be sent',
    opening: [
      'We are sorry: something went wrong on our side, and your report will not come by itself.',
      'The helpdesk can see the reason. You may press "Download file" again; if it fails again, please tell them.',
    ],
  },
  unconfirmed: {
    title: 'Your course progress report may have arrived',
    opening: [
      'Your report was handed to the mail server, but the server did not confirm that it took it.',
      'Please look into your inbox and your spam folder first. If it is not there, ask for it again on the course page.',
    ],
  },
} as const;

/** A batch's name is free text: line breaks would break a subject. */
function batchLabel(name: string | null, batchId: string): string {
  const label = (name ?? '').replaceAll(/\s+/gu, ' ').trim();
  return label === '' ? batchId : label;
}

function message(subject: string, body: MessageBody): Message {
  return { subject, text: renderText(body), html: renderHtml(body) };
}
