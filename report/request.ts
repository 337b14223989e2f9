import { ReportError } from './errors.ts';

/** Who asks for which batch, and how the file shall reach her. Ids only: this is what workflow histories hold. */
export interface ReportRequest {
  readonly courseId: string;
  readonly batchId: string;
  readonly requesterId: string;
  readonly deliver: Deliver;
}

/** `mail`: to the requester's own mailbox. `portal`: built and kept for her to fetch. */
export type Deliver = 'mail' | 'portal';

export interface ReportKey {
  readonly courseId: string;
  readonly batchId: string;
  readonly requesterId: string;
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** @throws ReportError IdInvalid: an id that would not be safe in a CQL bind, a path or a file name */
export function checkRequest<T extends ReportKey>(request: T): T {
  checkId(request.courseId, 'course id');
  checkId(request.batchId, 'batch id');
  checkId(request.requesterId, 'requester id');
  return request;
}

/** @throws ReportError IdInvalid */
export function checkId(id: string, what: string): void {
  if (!ID.test(id)) throw new ReportError('IdInvalid', { what });
}

/** `<courseId>.<batchId>.<requesterId>.<ULID>`; ids hold no dot, so it parses back. */
export function buildReportId(key: ReportKey, ulid: string): string {
  return [key.courseId, key.batchId, key.requesterId, ulid].join('.');
}

/** @throws ReportError IdInvalid */
export function parseReportId(reportId: string): ReportKey & { readonly ulid: string } {
  const [courseId = '', batchId = '', requesterId = '', ulid = '', ...rest] = reportId.split('.');
  const valid = ID.test(courseId) && ID.test(batchId) && ID.test(requesterId) && ULID.test(ulid) && rest.length === 0;
  if (!valid) throw new ReportError('IdInvalid', { what: 'report id' });
  return { courseId, batchId, requesterId, ulid };
}

/** One re-send of a report at a time: a second one joins it. */
export function resendWorkflowIdOf(reportId: string): string {
  return `course-report-resend/${reportId}`;
}

/** Two requests with the same workflow id are the same request: the second joins the first while it runs. */
export function workflowIdOf(key: ReportKey): string {
  return `course-report/${key.courseId}/${key.batchId}/${key.requesterId}`;
}
