import type { Manifest } from '../../report/manifest.ts';
import { buildReportId } from '../../report/request.ts';
import type { ReportStatus } from '../../report/status.ts';

export const KEY = { courseId: 'do_31306402137589', batchId: '0130640213758930944' };
const MENTOR = '5c0a7f0e-0000-4000-8000-000000000001';
export const OTHER_MENTOR = '5c0a7f0e-0000-4000-8000-000000000002';

/** What GET /v1/batches answers (portal/page/api.js says what each field means). */
export const FACTS = {
  ...KEY,
  name: 'Foundational literacy, batch 2' as string | null,
  startDate: '2026-08-01' as string | null,
  endDate: '2026-12-31' as string | null,
  requesterId: MENTOR,
  mayAsk: true,
  address: 'as******@example.org' as string | null,
  refusal: null as { code: string; message: string } | null,
};

export const MANIFEST: Manifest = {
  enrolments: 100_512,
  active: 100_003,
  inactive: 509,
  blankUserIds: 3,
  rows: 100_000,
  blanks: {
    'External ID': { private: 4_120, noValue: 12_007 },
    'Block Name': { private: 4_120, unknownLocation: 31 },
    'Enrollment Date': { unreadableDate: 2 },
  },
  cellsProtected: 17,
  newestActivityMs: Date.parse('2026-11-23T18:31:00Z'),
  readFrom: '2026-11-24T07:31:00.000Z',
  readTo: '2026-11-24T07:35:10.000Z',
  bytes: 18_400_211,
  sha256: 'b5d4045c3f466fa91fe2cc6abe79232a1a57cdf104f7a26e716e0a1e2789df78',
  absent: ['user_declarations'],
};

const minutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString();
const ULID = '01KAT0000000000000000000';

/** A report that was asked for four minutes ago. `no` = the n-th, ascending in time. */
export function report(changes: Partial<ReportStatus> = {}, { no = 50, requesterId = MENTOR } = {}): ReportStatus {
  return {
    reportId: buildReportId({ ...KEY, requesterId }, `${ULID}${no}`),
    workflowId: `course-report/${KEY.courseId}/${KEY.batchId}/${requesterId}`,
    runId: '0199b7f2-1111-7000-8000-000000000001',
    status: 'waiting',
    joined: false,
    deliver: 'mail',
    rows: null,
    bytes: null,
    sha256: null,
    form: null,
    fileName: null,
    possibleDuplicate: false,
    atRisk: false,
    requestedAt: minutes(-4),
    deadlineAt: minutes(26),
    etaAt: null,
    finishedAt: null,
    manifest: null,
    error: null,
    ...changes,
  };
}

/** Under way: 40,000 rows in four minutes. */
export function underWay(changes: Partial<ReportStatus> = {}): ReportStatus {
  return report({ status: 'reading', rows: 40_000, etaAt: minutes(6), ...changes });
}

/** Ended with its file. */
export function withFile(changes: Partial<ReportStatus> = {}, of: Parameters<typeof report>[1] = {}): ReportStatus {
  const { rows, bytes, sha256 } = MANIFEST;
  const fileName = `course-progress_${KEY.batchId}_2026-11-24.csv`;
  const file = { rows, bytes, sha256, fileName, form: 'csv' as const, manifest: MANIFEST };
  return report({ status: 'sent', finishedAt: minutes(-1), ...file, ...changes }, of);
}

/** Ended without a file. */
export function ended(status: ReportStatus['status'], code: NonNullable<ReportStatus['error']>['code'] | null = null) {
  const error = code === null ? null : { code, message: 'What the catalogue says.' };
  return report({ status, error, finishedAt: minutes(-1) });
}
