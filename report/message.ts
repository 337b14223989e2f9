import { batchLabel } from './batch-label.ts';
import { fetchIt, span, type Fetching } from './fetching.ts';
import { zipFileName } from './file-name.ts';
import type { ReportFile } from './manifest.ts';
import { manifestDetails, manifestFacts } from './manifest-table.ts';
import { renderMessage, type Message } from './message-render.ts';
import type { Form } from './status.ts';

export interface ReportMessageInput extends Fetching {
  readonly reportId: string;
  readonly courseId: string;
  readonly batchId: string;
  readonly file: ReportFile;
  readonly form: Form;
}

/** The mail with the report, or the one that says where it is when no mail can carry it. */
export function reportMessage(input: ReportMessageInput): Message {
  const { reportId, courseId, batchId, file, form } = input;
  const batch = batchLabel(file.batchName, batchId);
  const isEmpty = file.manifest.rows === 0;
  return renderMessage(`Course progress: ${batch}`, {
    title: 'Your course progress report is ready',
    opening: [whereItIs(input), ...(isEmpty ? [NOBODY] : [])],
    link: form === 'none' ? input.portalUrl : null,
    facts: [['Batch', batch], ...manifestFacts(file.manifest)],
    steps: isEmpty ? null : { heading: 'To open it in Excel', items: [firstStep(form, file.fileName), ...EXCEL] },
    closing: [...(isEmpty ? [] : [BLANKS]), ...(form === 'none' ? [] : [lost(input)])],
    details: [
      ...manifestDetails(file.manifest),
      ['Batch ID', batchId],
      ['Course ID', courseId],
      ['Report ID', reportId],
    ],
  });
}

const NOBODY =
  'Nobody is enrolled in this batch at present, so the file holds the column headings only. If you expected learners, ' +
  'please check the batch on the course page.';

const EXCEL = [
  'In Excel, choose Data > From Text/CSV and pick the file.',
  'Choose "Transform Data". Click the heading "External ID", then Data Type > Text > "Replace current".',
  'Choose "Close & Load".',
];

const BLANKS =
  'Every enrolled learner has a row. A cell is empty where the platform holds no value, or where the value may be shown to ' +
  'the learner’s own state only.';

/** A double click, which is what everybody does, lets Excel guess: an ID of 16 digits ends in a zero then. */
function firstStep(form: Form, fileName: string): string {
  const save = form === 'zip' ? `Save the ZIP file and take ${fileName} out of it.` : 'Save the file.';
  return `${save} Please do not open it with a double click: Excel would round long IDs and drop leading zeros.`;
}

function whereItIs(input: ReportMessageInput): string {
  const { fileName } = input.file;
  if (input.form === 'csv') return `It is attached: ${fileName}`;
  if (input.form === 'zip') return `It is attached, zipped to fit into a mail: ${zipFileName(fileName)}`;
  return `The file ${fileName} is too large for a mail. ${fetchIt(input)}`;
}

function lost({ retentionMs }: Fetching): string {
  return `If you lose this mail, have it sent again, or fetch the file, on the course page. It is kept for ${span(retentionMs)}.`;
}
