import { randomUUID } from 'node:crypto';
import { claimOf, type Attempt, type Claim, type Delivery } from '../report/delivery.ts';
import { ReportError } from '../report/errors.ts';
import { resendWaitMs } from '../report/mail-retry.ts';
import { parseReportId } from '../report/request.ts';
import type { Dependencies } from './dependencies.ts';
import type { Letter } from './letter.ts';
import { refusalError } from './mail-refusal.ts';

/**
 * Takes the delivery for this attempt.
 *
 * @returns it, `claimed`; or one that somebody has sent before, `accepted`
 * @throws DeliveryUnconfirmed, DeliveryClosed, or the standing refusal: there is nothing to send
 */
export async function claimDelivery(deps: Dependencies, letter: Letter): Promise<Delivery> {
  const { runId, runStartedMs } = letter;
  const resendId = letter.resendId ?? null;
  const attempt = { owner: randomUUID(), runId, runStartedMs, form: letter.forms[0] ?? 'none', resendId };
  for (;;) {
    const latest = await deps.deliveries.latest(letter.reportId, letter.subject);
    const claim = claimOf(latest, attempt);
    if (claim.act === 'stop') return standing(latest, claim);
    if (claim.act === 'wait') throw new ReportError('DeliveryElsewhere', {}, resendWaitMs(letter.leftMs()));
    const taken = await take(deps, letter, latest, claim, attempt);
    if (taken === null) continue;
    if (claim.act === 'giveUp') throw new ReportError('DeliveryUnconfirmed');
    return taken;
  }
}

/** @returns null when somebody was quicker */
async function take(
  deps: Dependencies,
  letter: Letter,
  latest: Delivery | null,
  claim: Exclude<Claim, { act: 'stop' | 'wait' }>,
  attempt: Attempt,
): Promise<Delivery | null> {
  if (claim.act === 'open') {
    const first = opened(deps, letter, { ...attempt, no: claim.no, leftBefore: null });
    return (await deps.deliveries.add(first)) ? first : null;
  }
  return latest !== null && (await deps.deliveries.replace(latest, claim.next)) ? claim.next : null;
}

/** A number's first claim, which fixes Message-ID and date of its mail. */
export function opened(
  deps: Dependencies,
  { reportId, subject, dateMs }: Pick<Letter, 'reportId' | 'subject' | 'dateMs'>,
  attempt: Attempt & Pick<Delivery, 'no' | 'leftBefore'>,
): Delivery {
  const { ulid } = parseReportId(reportId);
  return {
    ...attempt,
    reportId,
    subject,
    state: 'claimed',
    messageId: `<${ulid}.${subject}.${attempt.no}@${deps.settings.messageIdDomain}>`,
    dateMs,
    possibleDuplicate: false,
    reply: null,
  };
}

function standing(latest: Delivery | null, { because }: Extract<Claim, { act: 'stop' }>): Delivery {
  // A re-send that came to nothing may stand above the number that was accepted.
  if (because === 'accepted' && latest !== null)
    return latest.state === 'accepted' ? latest : { ...latest, state: 'accepted', reply: null };
  if (because === 'unknown') throw new ReportError('DeliveryUnconfirmed');
  if (because === 'refused' && latest !== null) throw refusalError(latest.reply);
  throw new ReportError('DeliveryClosed');
}
