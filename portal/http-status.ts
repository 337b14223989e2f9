import { errorSpec, type ReportErrorCode } from '../report/errors.ts';

/** What the one who asks can do something about. */
const STATUS: Readonly<Partial<Record<ReportErrorCode, number>>> = {
  RequestInvalid: 400,
  IdInvalid: 400,
  PeriodInvalid: 400,
  Unauthenticated: 401,
  RequesterUnknown: 403,
  NotMentorOfBatch: 403,
  RoleMissing: 403,
  NotAuthorised: 403,
  RatioForbidden: 403,
  BatchNotFound: 404,
  ReportNotFound: 404,
  PathNotFound: 404,
  MethodNotAllowed: 405,
  ReportNotReady: 409,
  ReportWithoutFile: 409,
  ReportEnded: 409,
  ReportExpired: 410,
  BodyTooLarge: 413,
  AddressUnusable: 422,
  TooManyRequests: 429,
  TooManyReports: 429,
  Unexpected: 500,
};

/** The rest is ours: 503 when a later attempt may find it healed, else 500. */
export function httpStatus(code: ReportErrorCode): number {
  return STATUS[code] ?? (errorSpec(code).retry ? 503 : 500);
}
