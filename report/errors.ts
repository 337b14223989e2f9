/**
 * Every way in which this software says no: code -> what happened, what to do, who acts.
 *
 * Texts carry ids and counts only: they end up in workflow histories, logs and terminals.
 * docs/errors.md has one entry per code; a test holds the two together.
 */
export interface ReportErrorSpec {
  /** What happened; `{name}` is filled from the error's holes. */
  readonly text: string;
  /** The next step, for the one who acts. */
  readonly todo: string;
  readonly acts: 'mentor' | 'operator';
  /** Whether the same attempt may succeed later without anybody changing anything. */
  readonly retry: boolean;
  /** Exit code of the command line. */
  readonly exit: 1 | 2 | 3 | 4 | 5;
}

export const REPORT_ERRORS = {
  // The request is refused: nothing is read, nothing is sent.
  BatchNotFound: {
    text: 'Batch {batchId} is not part of course {courseId}.',
    todo: 'Check both ids on the course dashboard and ask again.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },
  RequesterUnknown: {
    text: 'User {requesterId} is not an active user.',
    todo: 'Sign in with the account that mentors the batch.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },
  NotMentorOfBatch: {
    text: 'User {requesterId} neither created batch {batchId} nor is one of its mentors.',
    todo: 'Ask the creator of the batch to add you as a mentor, then ask again.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },
  RoleMissing: {
    text: 'User {requesterId} holds no COURSE_MENTOR or CONTENT_CREATOR role for the organisation of batch {batchId}.',
    todo: 'Ask the administrator of your organisation for the role, then ask again.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },
  AddressUnusable: {
    text: 'The profile of user {requesterId} has no usable e-mail address.',
    todo: 'Add an address to the profile, or ask again with deliver "portal" and fetch the file there.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },
  NotAuthorised: {
    text: 'User {requesterId} lost the right to batch {batchId} while the report was built ({reason}). Nothing was sent.',
    todo: 'Have the right restored, then ask again.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },

  TooManyReports: {
    text: 'The organisation has {ahead} reports ahead of this one: it would be ready in about {minutes} minutes, and might miss its time.',
    todo: 'Ask again in five minutes, when some of them are done.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },

  // Reading.
  TurnAwaited: {
    text: 'The organisation has {ahead} reports that were asked for earlier and are not read yet.',
    todo: 'Nothing: this one is read when its turn comes. If the line is long every day, see docs/operate.md, Load.',
    acts: 'operator',
    retry: true,
    exit: 5,
  },
  SourceUnreachable: {
    text: 'No Cassandra node of the learner data answered.',
    todo: 'Check CASSANDRA_CONTACT_POINTS and the cluster; the run goes on by itself when it is back.',
    acts: 'operator',
    retry: true,
    exit: 5,
  },
  SourceSlow: {
    text: 'Cassandra did not answer a read in time.',
    todo: 'Look at the load of the cluster; reads are made smaller and tried again.',
    acts: 'operator',
    retry: true,
    exit: 5,
  },
  SourceSchema: {
    text: 'The learner data has no {what}.',
    todo: 'Check SUNBIRD_KEYSPACE, SUNBIRD_COURSES_KEYSPACE and SUNBIRD_ENROLMENTS_TABLE, or migrate the schema; doctor lists what is missing.',
    acts: 'operator',
    retry: false,
    exit: 1,
  },
  SourceForbidden: {
    text: 'The Cassandra role may not do what is needed on {what}.',
    todo: 'GRANT SELECT on the Sunbird keyspaces, and all permissions on the own keyspace, to the role of CASSANDRA_USERNAME.',
    acts: 'operator',
    retry: false,
    exit: 1,
  },
  SourceLoginRefused: {
    text: 'Cassandra refused the login.',
    todo: 'Check CASSANDRA_USERNAME and CASSANDRA_PASSWORD.',
    acts: 'operator',
    retry: false,
    exit: 1,
  },

  // The report store and the ledger (our own keyspace).
  StoreUnavailable: {
    text: 'The report store did not take a write or give a read.',
    todo: 'Check disk space and load of the cluster that holds REPORT_KEYSPACE; the run goes on by itself.',
    acts: 'operator',
    retry: true,
    exit: 5,
  },
  StoreNotSetUp: {
    text: 'The report store has no {what}.',
    todo: 'Run `course-report setup`.',
    acts: 'operator',
    retry: false,
    exit: 1,
  },
  StoredObjectDamaged: {
    text: 'Stored object {objectId} is not what was written ({what}). Nothing was sent.',
    todo: 'Ask again: the report is built afresh. If it comes back, check the disks of the store.',
    acts: 'operator',
    retry: false,
    exit: 1,
  },
  RowsMismatch: {
    text: 'The file has {rows} rows for {active} active enrolments. Nothing was sent.',
    todo: 'This is a fault of the software: keep the workflow history and report it.',
    acts: 'operator',
    retry: false,
    exit: 1,
  },

  // Sending.
  MailServerUnreachable: {
    text: 'The mail server did not take the connection or dropped it before the message was complete.',
    todo: 'Check SMTP_URL and the relay; the mail is tried again until minute 28.',
    acts: 'operator',
    retry: true,
    exit: 5,
  },
  MailServerBusy: {
    text: 'The mail server put the message off (reply {replyCode} {enhancedStatus}).',
    todo: 'Nothing, unless it lasts: the mail is tried again until minute 28.',
    acts: 'operator',
    retry: true,
    exit: 5,
  },
  MailLoginRefused: {
    text: 'The mail server refused the login (reply {replyCode}).',
    todo: 'Check user and password in SMTP_URL, then retry the run. The file can be fetched meanwhile.',
    acts: 'operator',
    retry: false,
    exit: 1,
  },
  MailRefused: {
    text: 'The mail server refused the message (reply {replyCode} {enhancedStatus}).',
    todo: 'Check MAIL_FROM and the policy of the relay, then retry the run. The file can be fetched meanwhile.',
    acts: 'operator',
    retry: false,
    exit: 1,
  },
  MailAddressRefused: {
    text: "The mail server refused the requester's address (reply {replyCode} {enhancedStatus}).",
    todo: 'Correct the address in the profile. The file is kept and can be fetched.',
    acts: 'mentor',
    retry: false,
    exit: 1,
  },
  DeliveryUnanswered: {
    text: 'The mail was handed over, but the mail server did not say whether it took it.',
    todo: 'Nothing: it is sent once more with the same Message-ID.',
    acts: 'operator',
    retry: true,
    exit: 5,
  },
  DeliveryUnconfirmed: {
    text: 'The mail was handed over, but the mail server did not say whether it took it. It may have arrived; it is not sent again.',
    todo: 'Look into the inbox first. If it is not there, fetch the file or re-send it.',
    acts: 'mentor',
    retry: false,
    exit: 1,
  },
  DeliveryElsewhere: {
    text: 'A re-send of this report is under way.',
    todo: 'Nothing: if its mail is accepted, no second one is sent; else this run sends.',
    acts: 'operator',
    retry: true,
    exit: 5,
  },
  DeliveryClosed: {
    text: 'This run has given up sending; nothing was sent by this attempt.',
    todo: 'Nothing: the ending of the run says what happened.',
    acts: 'operator',
    retry: false,
    exit: 1,
  },

  // How a run can end without its file.
  DeadlineMissed: {
    text: 'The report was not ready in time: {step} took too long.',
    todo: 'See docs/operate.md for that step, then retry the run. The mentor may ask again, too.',
    acts: 'operator',
    retry: false,
    exit: 4,
  },
  RunAbandoned: {
    text: 'The run was ended from outside ({how}) before the report was sent.',
    todo: 'Ask again; an operator finds the reason in the Temporal UI.',
    acts: 'operator',
    retry: false,
    exit: 1,
  },
  Unexpected: {
    text: 'Unexpected {what}.',
    todo: 'This is a fault of the software: keep the workflow history and report it.',
    acts: 'operator',
    retry: true,
    exit: 1,
  },

  // Asking about reports.
  ReportNotFound: {
    text: 'There is no report {reportId}.',
    todo: 'Check the id; `course-report list` shows the reports of a batch.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },
  ReportNotReady: {
    text: 'Report {reportId} is not ready yet ({status}).',
    todo: 'Wait until it is sent or kept.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },
  ReportWithoutFile: {
    text: 'Report {reportId} ended without a file ({status}).',
    todo: 'Ask for a new report.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },
  ReportExpired: {
    text: 'The file of report {reportId} is past its retention and was deleted.',
    todo: 'Ask for a new report.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },
  ReportEnded: {
    text: 'Report {reportId} has ended already ({status}).',
    todo: 'Nothing.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },

  PeriodInvalid: {
    text: 'From {from} to {to} is no period.',
    todo: 'Give days as yyyy-MM-dd; the second is the first day that no longer counts, so it is the later one.',
    acts: 'mentor',
    retry: false,
    exit: 2,
  },
  RatioForbidden: {
    text: 'User {requesterId} may not see this download ratio.',
    todo: 'ORG_ADMIN shows that of the own tenant, SYSTEM_ADMINISTRATION every one: ask for the role.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },

  // The door: what is said before anything starts.
  ConfigInvalid: {
    text: 'The environment is not right:\n{faults}',
    todo: 'Correct the variables named above (docs/config.md) and start again.',
    acts: 'operator',
    retry: false,
    exit: 2,
  },
  WorkflowBundleMissing: {
    text: 'The workflow bundle is missing.',
    todo: 'Run `npm run build`.',
    acts: 'operator',
    retry: false,
    exit: 2,
  },
  IdInvalid: {
    text: 'Not a valid {what}.',
    todo: 'Ids are 1 to 64 of the characters A-Z a-z 0-9 _ and -.',
    acts: 'mentor',
    retry: false,
    exit: 2,
  },
  RequestInvalid: {
    text: 'The request is not as documented: {what}.',
    todo: 'Compare it with docs/http.md or /openapi.json and send it again.',
    acts: 'mentor',
    retry: false,
    exit: 2,
  },
  Unauthenticated: {
    text: 'Nobody is signed in: the token is missing, not valid for this portal, or past its time.',
    todo: 'Sign in again.',
    acts: 'mentor',
    retry: false,
    exit: 3,
  },
  PathNotFound: {
    text: 'There is nothing at this address.',
    todo: 'Check the path; /openapi.json lists all of them.',
    acts: 'mentor',
    retry: false,
    exit: 2,
  },
  MethodNotAllowed: {
    text: 'This address does not take {method}.',
    todo: 'Use a method that the Allow header names.',
    acts: 'mentor',
    retry: false,
    exit: 2,
  },
  BodyTooLarge: {
    text: 'The body of the request is larger than {limit} bytes.',
    todo: 'Send the two ids and nothing else.',
    acts: 'mentor',
    retry: false,
    exit: 2,
  },
  TooManyRequests: {
    text: 'Too many requests for {whom}.',
    todo: 'Wait a minute, then ask again; a report under way goes on meanwhile.',
    acts: 'mentor',
    retry: true,
    exit: 3,
  },
  SignInUnreachable: {
    text: 'The keys by which sign-in is checked could not be read.',
    todo: 'Check PORTAL_JWKS_URL and the sign-in server, then try again.',
    acts: 'operator',
    retry: true,
    exit: 5,
  },
  TemporalUnreachable: {
    text: 'Temporal did not answer.',
    todo: 'Check TEMPORAL_ADDRESS and the server, then try again.',
    acts: 'operator',
    retry: true,
    exit: 5,
  },
  TemporalNotSetUp: {
    text: 'Temporal lacks {what}.',
    todo: 'Run `course-report setup`.',
    acts: 'operator',
    retry: false,
    exit: 1,
  },
} as const satisfies Record<string, ReportErrorSpec>;

export type ReportErrorCode = keyof typeof REPORT_ERRORS;
export type ErrorHoles = Readonly<Record<string, string | number | null>>;

export function isReportErrorCode(code: unknown): code is ReportErrorCode {
  return typeof code === 'string' && Object.hasOwn(REPORT_ERRORS, code);
}

export function errorSpec(code: ReportErrorCode): ReportErrorSpec {
  return REPORT_ERRORS[code];
}

/** The catalogue's sentence with its holes filled; an unfilled hole stays empty. */
export function errorText(code: ReportErrorCode, holes: ErrorHoles = {}): string {
  return REPORT_ERRORS[code].text
    .replace(/ ?\{(\w+)\}/g, (hole, name: string) => {
      const value = holes[name];
      return value === undefined || value === null ? '' : hole.replace(`{${name}}`, () => String(value));
    })
    .trim();
}

/** What to do, and who: a failure in Temporal carries it behind its sentence, everybody else adds it where he shows one. */
export function adviceOf(code: ReportErrorCode): string {
  const { acts, todo } = errorSpec(code);
  return `For the ${acts}: ${todo}`;
}

/** A catalogue error on its way up: thrown by ports and roots, turned into a workflow failure at the activities' edge. */
export class ReportError extends Error {
  readonly code: ReportErrorCode;
  readonly holes: ErrorHoles;
  /** When the next attempt should come, where the one who throws knows better than the usual back-off. */
  readonly retryAfterMs: number | null;

  constructor(code: ReportErrorCode, holes: ErrorHoles = {}, retryAfterMs: number | null = null) {
    super(errorText(code, holes));
    this.name = 'ReportError';
    this.code = code;
    this.holes = holes;
    this.retryAfterMs = retryAfterMs;
  }
}
