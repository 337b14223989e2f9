import { batchLabel } from './batch-label.ts';
import { fetchIt, type Fetching } from './fetching.ts';
import { renderMessage, type Message } from './message-render.ts';

export interface NoticeInput extends Fetching {
  readonly notice: 'late' | 'failed' | 'unconfirmed';
  readonly reportId: string;
  readonly courseId: string;
  readonly batchId: string;
  readonly batchName: string | null;
  /** The file was built and can be fetched. */
  readonly hasFile: boolean;
}

/** The mail that says why there is no report, or that nobody knows whether it arrived. */
export function noticeMessage(input: NoticeInput): Message {
  const batch = batchLabel(input.batchName, input.batchId);
  const { state, next, why } = input.notice === 'unconfirmed' ? unconfirmed(input) : missing(input, input.notice);
  return renderMessage(`Course progress ${state}: ${batch}`, {
    title: `Your course progress report ${TITLES[state]}`,
    opening: next,
    link: input.hasFile ? input.portalUrl : null,
    facts: [['Batch', batch]],
    steps: null,
    closing: [why],
    details: [
      ['Batch ID', input.batchId],
      ['Course ID', input.courseId],
      ['Report ID', input.reportId],
    ],
  });
}

const TITLES = {
  'not ready': 'is not ready',
  'not sent': 'could not be sent',
  'may have arrived': 'may have arrived',
} as const;

interface Words {
  readonly state: keyof typeof TITLES;
  readonly next: readonly string[];
  readonly why: string;
}

const ASK_AGAIN = 'Please press "Download file" on the course page once more.';

const WHY = {
  late: {
    withFile: 'the mail with it could not be sent in time',
    withoutFile: 'it could not be finished in time',
  },
  failed: {
    withFile: 'something went wrong on our side when the mail with it was sent',
    withoutFile: 'something went wrong on our side',
  },
} as const;

function missing(input: NoticeInput, notice: 'late' | 'failed'): Words {
  const { hasFile } = input;
  const why = WHY[notice][hasFile ? 'withFile' : 'withoutFile'];
  return {
    state: hasFile ? 'not sent' : 'not ready',
    next: [hasFile ? ready(input) : ASK_AGAIN],
    why: `We are sorry: ${why}, and it will not come by itself any more. If this happens again, please tell your helpdesk the report ID below.`,
  };
}

function unconfirmed(input: NoticeInput): Words {
  return {
    state: 'may have arrived',
    next: [
      'Please look into your inbox and your spam folder first.',
      `Is it not there? ${input.hasFile ? ready(input) : ASK_AGAIN}`,
    ],
    why: 'We are sorry: the mail server did not confirm that it took the report. If you find two copies, both hold the same file.',
  };
}

function ready(input: Fetching): string {
  return `The file itself is ready. ${fetchIt(input)}`;
}
