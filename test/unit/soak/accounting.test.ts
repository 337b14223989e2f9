import { expect, test } from 'vitest';
import { wrongsIn, type Evidence, type ReportEvidence } from '../../soak/accounting.ts';

const SENT: ReportEvidence = {
  reportId: 'sent',
  outcome: 'sent',
  errorCode: null,
  errorText: null,
  possibleDuplicate: false,
  requestedAtMs: 1_000,
  deadlineAtMs: 481_000,
  finishedAtMs: 20_000,
  built: 'abc',
  mailed: ['abc'],
  undisturbed: 'abc',
  notices: 0,
  deliveries: ['accepted'],
};
const REPORTS: readonly ReportEvidence[] = [
  SENT,
  { ...SENT, reportId: 'sent in doubt', possibleDuplicate: true, mailed: ['abc', 'abc'] },
  { ...SENT, reportId: 'kept', outcome: 'kept', mailed: [], deliveries: [] },
  { ...SENT, reportId: 'refused', outcome: 'refused', errorCode: 'NotMentorOfBatch', built: null, mailed: [] },
  { ...SENT, reportId: 'late', outcome: 'late', errorCode: 'DeadlineMissed', mailed: [], notices: 1 },
  { ...SENT, reportId: 'unconfirmed', outcome: 'failed', errorCode: 'DeliveryUnconfirmed', mailed: ['abc', 'abc'] },
];
const REST: Evidence = {
  asked: REPORTS.map(({ reportId }) => reportId),
  reports: REPORTS,
  open: [],
  strayMails: [],
  withoutTtl: [],
  personal: [],
  canaryFound: true,
};

test('where everything is as it must be, nothing is wrong', () => {
  expect(wrongsIn(REST)).toEqual([]);
});

test.each<[string, Partial<ReportEvidence>, string]>([
  ['a second mail without a doubt', { mailed: ['abc', 'abc'] }, 'is sent, and 2 mails have arrived, where 1 may'],
  [
    'a third mail',
    { possibleDuplicate: true, mailed: ['abc', 'abc', 'abc'] },
    'is sent, and 3 mails have arrived, where 2 may',
  ],
  ['a mail that never came', { mailed: [] }, 'is sent, and no mail has arrived'],
  [
    'a report that follows a "not ready"',
    { outcome: 'late', errorCode: 'DeadlineMissed' },
    'is late, and 1 mails have arrived, where 0 may',
  ],
  ['an altered file', { built: 'abd' }, 'was built otherwise than the undisturbed one'],
  ['an altered attachment', { mailed: ['abd'] }, 'was mailed otherwise than the undisturbed one'],
  ['a report without a word', { outcome: null, mailed: [] }, 'has no word'],
  ['a word without a file', { built: null }, 'is sent, and has no file'],
  [
    'a failure that no fault explains',
    { outcome: 'failed', errorCode: 'RowsMismatch', mailed: [] },
    'failed: RowsMismatch',
  ],
  ['a word after the deadline', { finishedAtMs: 541_001 }, 'got its word after the deadline'],
  ['a delivery that nobody ended', { deliveries: ['claimed'] }, 'has left a delivery claimed'],
  ['a "not ready" beside the report', { notices: 1 }, 'is sent, and told her 1 times why there is none'],
])('counter-proof: %s is found', (_, change, wrong) => {
  const reports = REPORTS.map((report) => (report === SENT ? { ...SENT, ...change } : report));
  expect(wrongsIn({ ...REST, reports })).toEqual([`sent ${wrong}`]);
});

test.each<[string, Partial<Evidence>, string]>([
  ['a lost report', { reports: REPORTS.slice(1) }, 'sent was asked for, and nobody knows it'],
  ['a workflow that goes on', { open: ['course-report/c/b/u'] }, 'course-report/c/b/u has not ended'],
  ['a mail of nobody', { strayMails: ['<x@example.org>'] }, 'mail <x@example.org> belongs to no report'],
  ['a row without TTL', { withoutTtl: ['report_chunk, report x'] }, 'report_chunk, report x never expires'],
  ['personal data in a log', { personal: ['worker-1.1.log'] }, 'worker-1.1.log holds personal data'],
  [
    'a search that finds nothing at all',
    { canaryFound: false },
    'the search for personal data has not found its canary: it proves nothing',
  ],
])('counter-proof: %s is found', (_, change, wrong) => {
  expect(wrongsIn({ ...REST, ...change })).toEqual([wrong]);
});
