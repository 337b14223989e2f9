import type { ReportStatus } from '../../../report/status.ts';
import { ended, type FACTS, KEY, report, underWay, withFile } from '../../support/page-reports.ts';

const minutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString();

/** Every state of the page of a batch: what the portal says, and what she must be told and may do. */
export interface State {
  readonly name: string;
  readonly facts?: Partial<typeof FACTS>;
  readonly report?: () => ReportStatus;
  /** Sentences, or parts of them, that stand on the page. */
  readonly says: readonly string[];
  /** Names of the buttons that she sees for this report, in their order. */
  readonly buttons: readonly string[];
}

const FETCH = 'Save the file on this device';
const RESEND = 'Mail it again';
const AGAIN = 'Make a new report';
const STOP = 'Stop this report';
const WITH_FILE = [FETCH, RESEND, AGAIN];

const refused = (code: string) => ({ mayAsk: false, refusal: { code, message: 'What the catalogue says.' } });

export const STATES: readonly State[] = [
  {
    name: 'nothing was asked for',
    says: ['It goes to as******@example.org', '1 Aug 2026 to 31 Dec 2026'],
    buttons: ['Download file', 'Keep it here, send no mail'],
  },
  {
    name: 'her profile has no address',
    facts: { address: null },
    says: ['Your profile has no e-mail address that works', 'kept here'],
    buttons: ['Download file'],
  },
  {
    name: 'a batch without name and dates',
    facts: { name: null, startDate: null, endDate: null },
    says: [`Batch ${KEY.batchId}`],
    buttons: ['Download file', 'Keep it here, send no mail'],
  },
  {
    name: 'waiting',
    report: () => report(),
    says: ['Your report is about to start', 'as******@example.org', 'You can close this page', 'At the latest'],
    buttons: [STOP],
  },
  {
    name: 'reading',
    report: () => underWay(),
    says: ['Your report is being made', '40,000', 'in about 6 minutes', 'At the latest'],
    buttons: [STOP],
  },
  {
    name: 'reading for the portal',
    report: () => underWay({ deliver: 'portal' }),
    says: ['You can save it here when it is ready', '40,000'],
    buttons: [STOP],
  },
  {
    name: 'joined',
    report: () => underWay({ joined: true }),
    says: ['You had asked for it before: this is the same report'],
    buttons: [STOP],
  },
  {
    name: 'at risk',
    report: () => underWay({ atRisk: true }),
    says: ['It is slower than usual', 'a mail tells you before'],
    buttons: [STOP],
  },
  {
    name: 'at risk, kept here',
    report: () => underWay({ atRisk: true, deliver: 'portal' }),
    says: ['this page tells you before'],
    buttons: [STOP],
  },
  {
    name: 'assembling',
    report: () => underWay({ status: 'assembling', rows: 100_000 }),
    says: ['Your report is being put together', '1,00,000'],
    buttons: [STOP],
  },
  {
    name: 'sending',
    report: () => underWay({ status: 'sending', rows: 100_000, etaAt: minutes(0) }),
    says: ['Your report is being sent', 'any moment', '99 %'],
    buttons: [STOP],
  },
  {
    name: 'past its time',
    report: () => underWay({ requestedAt: minutes(-31), deadlineAt: minutes(-1), etaAt: null }),
    says: ['The time is over and it is not ready', 'tell your helpdesk', 'now over'],
    buttons: [STOP],
  },
  {
    name: 'sent',
    report: () => withFile(),
    says: ['Your report is in the mail', 'The mail to as******@example.org left on', 'spam folder'],
    buttons: WITH_FILE,
  },
  {
    name: 'sent as a ZIP file',
    report: () => withFile({ form: 'zip' }),
    says: ['attached as a ZIP file'],
    buttons: WITH_FILE,
  },
  {
    name: 'sent, too large for a mail',
    report: () => withFile({ form: 'none' }),
    says: ['too large for a mail', 'save it here'],
    buttons: WITH_FILE,
  },
  {
    name: 'sent, perhaps twice',
    report: () => withFile({ possibleDuplicate: true }),
    says: ['The mail may arrive twice. Both are the same'],
    buttons: WITH_FILE,
  },
  {
    name: 'sent, and mailed again in vain',
    report: () => withFile({ error: { code: 'MailRefused', message: 'Refused.' } }),
    says: ['Your report is in the mail', 'by mail again, and that mail did not leave', 'the word MailRefused'],
    buttons: WITH_FILE,
  },
  {
    name: 'kept as she asked',
    report: () => withFile({ status: 'kept', deliver: 'portal', form: null }),
    says: ['Your report is ready', 'kept here for some days'],
    buttons: [FETCH, 'Mail it to as******@example.org', AGAIN],
  },
  {
    name: 'kept because her address was refused',
    facts: { address: null },
    report: () => withFile({ status: 'kept', form: null, error: { code: 'MailAddressRefused', message: 'Refused.' } }),
    says: ['No mail could reach the address in your profile', 'Please correct the address'],
    buttons: [FETCH, AGAIN],
  },
  {
    name: 'late without a file',
    report: () => ended('late', 'DeadlineMissed'),
    says: ['Your report was not ready in time', 'Please ask again'],
    buttons: [AGAIN],
  },
  {
    name: 'late with its file',
    report: () => withFile({ status: 'late', error: { code: 'DeadlineMissed', message: 'Late.' } }),
    says: ['could not be mailed in time. You can save it here'],
    buttons: WITH_FILE,
  },
  {
    name: 'failed without a file',
    report: () => ended('failed', 'SourceSchema'),
    says: ['Your report could not be made', 'tell your helpdesk and say the word SourceSchema'],
    buttons: [AGAIN],
  },
  {
    name: 'failed with its file',
    report: () => withFile({ status: 'failed', error: { code: 'MailRefused', message: 'Refused.' } }),
    says: ['Your report could not be mailed', 'You can save it here', 'the word MailRefused'],
    buttons: WITH_FILE,
  },
  {
    name: 'delivery not confirmed',
    report: () => withFile({ status: 'failed', error: { code: 'DeliveryUnconfirmed', message: 'Unconfirmed.' } }),
    says: ['Your report may have arrived', 'Look into your inbox and the spam folder first'],
    buttons: WITH_FILE,
  },
  {
    name: 'cancelled',
    report: () => ended('cancelled'),
    says: ['This report was stopped', 'Nothing was sent'],
    buttons: [AGAIN],
  },
  {
    name: 'her right was taken away on the way',
    report: () => ended('refused', 'NotAuthorised'),
    says: ['You can no longer get this report', 'nothing was sent'],
    buttons: [AGAIN],
  },
  {
    name: 'no such batch',
    facts: refused('BatchNotFound'),
    says: ['This batch is not part of this course'],
    buttons: [],
  },
  {
    name: 'her account is not active',
    facts: refused('RequesterUnknown'),
    says: ['Your account is not active'],
    buttons: [],
  },
  {
    name: 'not a mentor of the batch',
    facts: refused('NotMentorOfBatch'),
    says: ['You are not a mentor of this batch', 'can add you as a mentor'],
    buttons: [],
  },
  {
    name: 'no role',
    facts: refused('RoleMissing'),
    says: ['Your account has no mentor role here', 'administrator of your organisation'],
    buttons: [],
  },
  {
    name: 'her address went bad between two visits',
    report: () => ended('refused', 'AddressUnusable'),
    says: ['There is no e-mail address to send it to', 'add an address to your profile'],
    buttons: ['Make the file here'],
  },
];
