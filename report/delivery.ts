import { LONGEST_TOTAL_MS } from './budget.ts';
import type { Form } from './status.ts';
import type { SmtpReply } from './smtp-reply.ts';

/**
 * A mail on its way, as a row that is changed by compare-and-set only, so that two workers never let the same mail out twice.
 *
 * claimed: an attempt (the owner) is sending, its last bytes held back. dot: the owner has let them go and waits for the answer.
 * accepted, refused: the server's word. unknown: it never came, twice, or the time was over. closed: a run gave up.
 */
export interface Delivery {
  readonly reportId: string;
  /** The report itself, or the mail that says why there is none. */
  readonly subject: 'report' | 'notice';
  /** 1 for the first; an operator's retry after `closed` or `refused`, and every re-send, opens the next. */
  readonly no: number;
  readonly state: 'claimed' | 'dot' | 'accepted' | 'refused' | 'unknown' | 'closed';
  /** Made anew by every attempt. */
  readonly owner: string;
  /** The run on whose behalf it was last changed, and when that run began: an older run never takes from a newer one. */
  readonly runId: string;
  readonly runStartedMs: number;
  readonly form: Form;
  readonly messageId: string;
  /** Date of the message, fixed by the first claim so that a repeated mail is byte-identical. */
  readonly dateMs: number;
  /** The mail may have been accepted before: a second sending after an unanswered dot. */
  readonly possibleDuplicate: boolean;
  readonly reply: SmtpReply | null;
  /** The re-send that has taken this number; `null` = the report's own run. */
  readonly resendId: string | null;
  /** What the numbers before have come to: a retry of the report sends nothing once one of them has left. */
  readonly leftBefore: Left | null;
}

/** A mail that is out, or may be. */
export type Left = 'accepted' | 'unknown';

/** Who wants to send. */
export interface Attempt {
  readonly owner: string;
  readonly runId: string;
  readonly runStartedMs: number;
  readonly form: Form;
  /** `null` = the report's own run. */
  readonly resendId: string | null;
}

export type Claim =
  /** Nothing of this report is on its way: take number `no`. */
  | { readonly act: 'open'; readonly no: number }
  /** Replace what stands by `next` and send. */
  | { readonly act: 'takeOver'; readonly next: Delivery }
  /** An unanswered dot for the second time: replace by `next` and send nothing. */
  | { readonly act: 'giveUp'; readonly next: Delivery }
  /** A re-send is under way: nothing now; its end decides. */
  | { readonly act: 'wait' }
  /** Send nothing; the standing row says why. */
  | { readonly act: 'stop'; readonly because: Left | 'refused' | 'closed' | 'newerRun' };

/** What an attempt may do about the latest delivery of its report. Every row of this table has a test of its name. */
export function claimOf(latest: Delivery | null, attempt: Attempt): Claim {
  if (latest === null) return { act: 'open', no: 1 };
  const isForeign = latest.resendId !== attempt.resendId;
  // A re-send's number was taken before (numberFor): whoever stands there now has come after it.
  if (isForeign && attempt.resendId !== null) return { act: 'stop', because: 'newerRun' };
  const isSameRun = latest.runId === attempt.runId;
  const left = attempt.resendId === null ? leftOf(latest) : leftBy(latest);
  if (left !== null) {
    // A report leaves once for all runs; each run may have to say why it has none.
    const isOfAnotherRun = latest.subject === 'notice' && !isSameRun;
    return isOfAnotherRun ? { act: 'open', no: latest.no + 1 } : { act: 'stop', because: left };
  }
  if (isForeign && isUnderWay(latest) && !isOutlived(latest, attempt)) return { act: 'wait' };
  if (latest.runStartedMs > attempt.runStartedMs) return { act: 'stop', because: 'newerRun' };
  if (latest.state === 'closed' || latest.state === 'refused') {
    const isOpen = !isSameRun && attempt.resendId === null;
    return isOpen ? { act: 'open', no: latest.no + 1 } : { act: 'stop', because: latest.state };
  }
  const mine = { ...latest, ...attempt, state: 'claimed' as const, reply: null };
  if (latest.state === 'claimed') return { act: 'takeOver', next: mine };
  if (latest.possibleDuplicate || !isSameRun)
    return { act: 'giveUp', next: { ...mine, form: latest.form, state: 'unknown' } };
  return { act: 'takeOver', next: { ...mine, form: latest.form, possibleDuplicate: true } };
}

/** What has left of a report, over all its numbers: `accepted` counts more than a doubt. */
export function leftOf(latest: Delivery): Left | null {
  return latest.leftBefore === 'accepted' ? 'accepted' : (leftBy(latest) ?? latest.leftBefore);
}

function leftBy({ state }: Delivery): Left | null {
  return state === 'accepted' || state === 'unknown' ? state : null;
}

function isUnderWay({ state }: Delivery): boolean {
  return state === 'claimed' || state === 'dot';
}

/** No re-send lasts longer, but one that was terminated leaves its row as it was. */
function isOutlived(resend: Delivery, attempt: Attempt): boolean {
  return attempt.runStartedMs > resend.runStartedMs + LONGEST_TOTAL_MS;
}

export type Numbering =
  /** Its own already: by an earlier attempt, or a former run of this re-send that has left or not ended. */
  | { readonly act: 'keep' }
  /** An ended run has left this behind: replace it by `next`, then look again. */
  | { readonly act: 'close'; readonly next: Delivery }
  | { readonly act: 'open'; readonly no: number; readonly leftBefore: Left | null }
  /** A newer run has been here: this one is no longer wanted. */
  | { readonly act: 'stop' };

/** Which number a re-send takes, once it is known that no run of the report itself is under way. */
export function numberFor(
  latest: Delivery | null,
  { resendId, runId, runStartedMs }: Pick<Attempt, 'resendId' | 'runId' | 'runStartedMs'>,
): Numbering {
  if (latest === null) return { act: 'open', no: 1, leftBefore: null };
  const isOver = latest.state === 'closed' || latest.state === 'refused';
  if (latest.resendId === resendId && (latest.runId === runId || !isOver)) return { act: 'keep' };
  if (latest.runStartedMs > runStartedMs) return { act: 'stop' };
  const closed = closingOf(latest, latest.resendId);
  if (closed !== null) return { act: 'close', next: closed };
  return { act: 'open', no: latest.no + 1, leftBefore: leftOf(latest) };
}

/** What giving up makes of the latest delivery; `null` = leave it as it is. A re-send and the report leave each other's. */
export function closingOf(latest: Delivery, resendId: string | null): Delivery | null {
  if (latest.resendId !== resendId) return null;
  if (latest.state === 'claimed' && !latest.possibleDuplicate) return { ...latest, state: 'closed' };
  return isUnderWay(latest) ? { ...latest, state: 'unknown' } : null;
}

/** Whether the server's late "accepted" may still be written over what stands: the mail is out, whoever owns the row now. */
export function mayBecomeAccepted(latest: Delivery, own: Delivery): boolean {
  if (latest.no !== own.no) return false;
  return (
    latest.state === 'claimed' || latest.state === 'unknown' || (latest.state === 'dot' && latest.owner === own.owner)
  );
}
