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
  /** The mail may have been accepted before: a re-send after an unanswered dot. */
  readonly possibleDuplicate: boolean;
  readonly reply: SmtpReply | null;
}

/** Who wants to send. */
export interface Attempt {
  readonly owner: string;
  readonly runId: string;
  readonly runStartedMs: number;
  readonly form: Form;
}

export type Claim =
  /** Nothing of this report is on its way: take number `no`. */
  | { readonly act: 'open'; readonly no: number }
  /** Replace what stands by `next` and send. */
  | { readonly act: 'takeOver'; readonly next: Delivery }
  /** An unanswered dot for the second time: replace by `next` and send nothing. */
  | { readonly act: 'giveUp'; readonly next: Delivery }
  /** Send nothing; the standing row says why. */
  | { readonly act: 'stop'; readonly because: 'accepted' | 'unknown' | 'refused' | 'closed' | 'newerRun' };

/** What an attempt may do about the latest delivery of its report. Every row of this table has a test of its name. */
export function claimOf(latest: Delivery | null, attempt: Attempt): Claim {
  if (latest === null) return { act: 'open', no: 1 };
  const isSameRun = latest.runId === attempt.runId;
  if (latest.state === 'accepted' || latest.state === 'unknown') {
    // A report leaves once for all runs; each run may have to say why it has none.
    const isOfAnotherRun = latest.subject === 'notice' && !isSameRun;
    return isOfAnotherRun ? { act: 'open', no: latest.no + 1 } : { act: 'stop', because: latest.state };
  }
  if (latest.runStartedMs > attempt.runStartedMs) return { act: 'stop', because: 'newerRun' };
  if (latest.state === 'closed' || latest.state === 'refused') {
    return isSameRun ? { act: 'stop', because: latest.state } : { act: 'open', no: latest.no + 1 };
  }
  const mine = { ...latest, ...attempt, state: 'claimed' as const, reply: null };
  if (latest.state === 'claimed') return { act: 'takeOver', next: mine };
  if (latest.possibleDuplicate || !isSameRun)
    return { act: 'giveUp', next: { ...mine, form: latest.form, state: 'unknown' } };
  return { act: 'takeOver', next: { ...mine, form: latest.form, possibleDuplicate: true } };
}

/** What giving up makes of the latest delivery; `null` = leave it as it is. */
export function closingOf(latest: Delivery): Delivery | null {
  if (latest.state === 'claimed' && !latest.possibleDuplicate) return { ...latest, state: 'closed' };
  if (latest.state === 'claimed' || latest.state === 'dot') return { ...latest, state: 'unknown' };
  return null;
}

/** Whether the server's late "accepted" may still be written over what stands: the mail is out, whoever owns the row now. */
export function mayBecomeAccepted(latest: Delivery, own: Delivery): boolean {
  if (latest.no !== own.no) return false;
  return (
    latest.state === 'claimed' || latest.state === 'unknown' || (latest.state === 'dot' && latest.owner === own.owner)
  );
}
