import { randomUUID } from 'node:crypto';
import { claimOf, type Attempt, type Claim, type Delivery } from '../report/delivery.ts';
import { ReportError } from '../report/errors.ts';
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
  const attempt = { owner: randomUUID(), runId, runStartedMs, form: letter.forms[0] ?? 'none' };
  for (;;) {
    const latest = await deps.deliveries.latest(letter.reportId, letter.subject);
    const claim = claimOf(latest, attempt);
    if (claim.act === 'stop') return standing(latest, claim);
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
  claim: Exclude<Claim, { act: 'stop' }>,
  attempt: Attempt,
): Promise<Delivery | null> {
  if (claim.act === 'open') {
    const first = opened(deps, letter, claim.no, attempt);
    return (await deps.deliveries.add(first)) ? first : null;
  }
  return latest !== null && (await deps.deliveries.replace(latest, claim.next)) ? claim.next : null;
}

function opened(deps: Dependencies, letter: Letter, no: number, attempt: Attempt): Delivery {
  const { reportId, subject, dateMs } = letter;
  const messageId = `<${parseReportId(reportId).ulid}.${subject}.${no}@${deps.settings.messageIdDomain}>`;
  return {
    ...attempt,
    reportId,
    subject,
    no,
    state: 'claimed',
    messageId,
    dateMs,
    possibleDuplicate: false,
    reply: null,
  };
}

function standing(latest: Delivery | null, { because }: Extract<Claim, { act: 'stop' }>): Delivery {
  if (because === 'accepted' && latest !== null) return latest;
  if (because === 'unknown') throw new ReportError('DeliveryUnconfirmed');
  if (because === 'refused' && latest !== null) throw refusalError(latest.reply);
  throw new ReportError('DeliveryClosed');
}
