import { mayBecomeAccepted, type Delivery } from '../report/delivery.ts';
import { ReportError } from '../report/errors.ts';
import type { SendResult } from '../report/mail.ts';
import { busyWaitMs, unreachableWaitMs } from '../report/mail-retry.ts';
import { refusalOf, type SmtpReply } from '../report/smtp-reply.ts';
import type { Dependencies } from './dependencies.ts';
import type { Letter } from './letter.ts';
import { holesOf, refusalError } from './mail-refusal.ts';

/**
 * Writes down what came of an attempt.
 *
 * @param own the delivery as this attempt has left it: `claimed`, or `dot`
 * @returns the delivery, `accepted`, or `claimed` in the next smaller form
 */
export async function settleDelivery(
  deps: Dependencies,
  letter: Letter,
  own: Delivery,
  result: SendResult,
): Promise<Delivery> {
  switch (result.kind) {
    case 'accepted':
      return writeAccepted(deps, own, result.reply);
    case 'rejected':
      return settleRefusal(deps, letter, own, result.reply);
    case 'tooLarge':
      return smaller(deps, letter, own, { code: 552, enhancedStatus: '5.3.4' });
    case 'notSent':
      await takeBack(deps, own);
      throw new ReportError('MailServerUnreachable', {}, unreachableWaitMs(letter.attempt, letter.leftMs()));
    case 'fenced':
      throw new ReportError('DeliveryClosed');
    case 'unknown':
      // The row stays at `dot`: whoever comes next sends once more, and only once.
      if (!own.possibleDuplicate) throw new ReportError('DeliveryUnanswered', {}, 1_000);
      await deps.deliveries.replace(own, { ...own, state: 'unknown' });
      throw new ReportError('DeliveryUnconfirmed');
  }
}

/** Some 20 s with the store's own time-outs. */
const TRIES_TO_WRITE = 3;

/**
 * The mail is out. A store that does not take that word must not make a second mail of it: the step has succeeded all the
 * same, and the row stays at `dot`, from which no later run sends.
 */
async function writeAccepted(deps: Dependencies, own: Delivery, reply: SmtpReply): Promise<Delivery> {
  for (let tries = 0; tries < TRIES_TO_WRITE; tries += 1) {
    try {
      return await overwriteAccepted(deps, own, reply);
    } catch (error) {
      if (!(error instanceof ReportError && error.code === 'StoreUnavailable')) throw error;
    }
  }
  return { ...own, state: 'accepted', reply };
}

/** Written over a claim which somebody has taken meanwhile, too, so that his dot fails. */
async function overwriteAccepted(deps: Dependencies, own: Delivery, reply: SmtpReply): Promise<Delivery> {
  let from: Delivery | null = own;
  while (from !== null && (from === own || mayBecomeAccepted(from, own))) {
    const done: Delivery = { ...from, state: 'accepted', reply };
    if (await deps.deliveries.replace(from, done)) return done;
    from = await deps.deliveries.latest(own.reportId, own.subject);
  }
  return { ...own, state: 'accepted', reply };
}

async function settleRefusal(deps: Dependencies, letter: Letter, own: Delivery, reply: SmtpReply): Promise<Delivery> {
  const refusal = refusalOf(reply);
  if (refusal === 'size') return smaller(deps, letter, own, reply);
  if (refusal !== 'busy') return refuseForGood(deps, own, reply);
  await takeBack(deps, own, reply);
  throw new ReportError('MailServerBusy', holesOf(reply), busyWaitMs(reply, letter.attempt, letter.leftMs()));
}

/** It is certain that nothing is out, so the next attempt is no possible duplicate of this one. */
async function takeBack(deps: Dependencies, own: Delivery, reply: SmtpReply | null = null): Promise<void> {
  if (own.state === 'dot') await deps.deliveries.replace(own, { ...own, state: 'claimed', reply });
}

async function refuseForGood(deps: Dependencies, own: Delivery, reply: SmtpReply): Promise<never> {
  const state = own.possibleDuplicate ? 'unknown' : 'refused';
  await deps.deliveries.replace(own, { ...own, state, reply });
  throw own.possibleDuplicate ? new ReportError('DeliveryUnconfirmed') : refusalError(reply);
}

/** A mail that may be out already must not change its form. */
async function smaller(deps: Dependencies, letter: Letter, own: Delivery, reply: SmtpReply): Promise<Delivery> {
  const form = letter.forms[letter.forms.indexOf(own.form) + 1];
  if (form === undefined || own.possibleDuplicate) return refuseForGood(deps, own, reply);
  const next: Delivery = { ...own, state: 'claimed', form, reply: null };
  if (await deps.deliveries.replace(own, next)) return next;
  throw new ReportError('DeliveryClosed');
}
