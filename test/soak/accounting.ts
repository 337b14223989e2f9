import type { ReportErrorCode } from '../../report/errors.ts';
import type { Outcome } from '../../report/status.ts';

/** What the servers themselves say of one report after everything has come to rest. */
export interface ReportEvidence {
  readonly reportId: string;
  /** From the ledger; `null` = it has no row, or no word. */
  readonly outcome: Outcome | null;
  readonly errorCode: ReportErrorCode | null;
  readonly errorText: string | null;
  readonly possibleDuplicate: boolean;
  readonly requestedAtMs: number;
  readonly deadlineAtMs: number;
  readonly finishedAtMs: number;
  /** SHA-256 of the CSV: by its manifest (`null` = none), in each mail that the mail server has, of an undisturbed run. */
  readonly built: string | null;
  readonly mailed: readonly (string | null)[];
  readonly undisturbed: string;
  /** Mails that say why there is no report. */
  readonly notices: number;
  /** States of its deliveries. */
  readonly deliveries: readonly string[];
}

export interface Evidence {
  /** Ids that a request was answered with. */
  readonly asked: readonly string[];
  /** Of all that were asked for, or that ledger or Temporal know. */
  readonly reports: readonly ReportEvidence[];
  /** Ids of workflows that have not ended. */
  readonly open: readonly string[];
  /** Message-IDs of mails that belong to no report. */
  readonly strayMails: readonly string[];
  /** Where in the store something does not expire. */
  readonly withoutTtl: readonly string[];
  /** Of learners and mentors, found in histories or logs. */
  readonly personal: readonly string[];
  /** That search has found what it must find. */
  readonly canaryFound: boolean;
}

/** Faults of the servers may bring these about. */
const EXPLAINED: ReadonlySet<ReportErrorCode> = new Set(['DeliveryUnconfirmed', 'MailRefused']);
const GRACE_MS = 60_000;

/** Everything that must not be; empty = every request is accounted for. Sentences with ids and counts. */
export function wrongsIn(evidence: Evidence): string[] {
  const known = new Set(evidence.reports.map(({ reportId }) => reportId));
  return [
    ...evidence.asked.filter((id) => !known.has(id)).map((id) => `${id} was asked for, and nobody knows it`),
    ...evidence.reports.flatMap((report) => wrongsOf(report).map((wrong) => `${report.reportId} ${wrong}`)),
    ...evidence.open.map((id) => `${id} has not ended`),
    ...evidence.strayMails.map((id) => `mail ${id} belongs to no report`),
    ...evidence.withoutTtl.map((where) => `${where} never expires`),
    ...evidence.personal.map((where) => `${where} holds personal data`),
    ...(evidence.canaryFound ? [] : ['the search for personal data has not found its canary: it proves nothing']),
  ];
}

function* wrongsOfMails({ outcome, errorCode, possibleDuplicate, mailed }: ReportEvidence): Generator<string> {
  const isInDoubt = errorCode === 'DeliveryUnconfirmed';
  const least = outcome === 'sent' ? 1 : 0;
  const most = outcome === 'sent' || isInDoubt ? (possibleDuplicate || isInDoubt ? 2 : 1) : 0;
  if (mailed.length < least) yield `is ${outcome}, and no mail has arrived`;
  if (mailed.length > most) yield `is ${outcome}, and ${mailed.length} mails have arrived, where ${most} may`;
}

function wrongsOf(report: ReportEvidence): string[] {
  const { outcome, errorCode, finishedAtMs, deadlineAtMs, built, mailed, undisturbed, notices, deliveries } = report;
  if (outcome === null) return ['has no word'];
  const wrongs = [...wrongsOfMails(report)];
  if (outcome === 'failed' && (errorCode === null || !EXPLAINED.has(errorCode))) wrongs.push(`failed: ${errorCode}`);
  if (finishedAtMs > deadlineAtMs + GRACE_MS) wrongs.push('got its word after the deadline');
  if (built !== null && built !== undisturbed) wrongs.push('was built otherwise than the undisturbed one');
  if (mailed.some((sha256) => sha256 !== undisturbed)) wrongs.push('was mailed otherwise than the undisturbed one');
  if ((outcome === 'sent' || outcome === 'kept') && built === null) wrongs.push(`is ${outcome}, and has no file`);
  // One of the two may be in doubt, as a report's mail may.
  if (notices > (outcome === 'late' || outcome === 'failed' ? 2 : 0))
    wrongs.push(`is ${outcome}, and told her ${notices} times why there is none`);
  const left = deliveries.filter((state) => state === 'claimed' || state === 'dot');
  if (left.length > 0) wrongs.push(`has left a delivery ${left.join(', ')}`);
  return wrongs;
}
