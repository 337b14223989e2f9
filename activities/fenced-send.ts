import type { Delivery } from '../report/delivery.ts';
import { smtpAnswerOf } from '../report/smtp-answer.ts';
import type { StopSignal } from '../report/stop-signal.ts';
import { claimDelivery } from './claim-delivery.ts';
import type { Dependencies } from './dependencies.ts';
import type { Letter } from './letter.ts';
import { settleDelivery } from './settle-delivery.ts';

/**
 * Sends a letter through the fence of report/delivery.ts: its last bytes leave only if the row is still this attempt's.
 *
 * @returns the accepted delivery, sent now or by somebody before
 * @throws MailServerUnreachable, MailServerBusy, DeliveryUnanswered (again later); MailRefused, MailAddressRefused,
 *   MailLoginRefused, DeliveryUnconfirmed, DeliveryClosed (not again)
 */
export async function sendFenced(deps: Dependencies, letter: Letter, signal: StopSignal): Promise<Delivery> {
  let delivery = await claimDelivery(deps, letter);
  while (delivery.state !== 'accepted') delivery = await sendOnce(deps, letter, delivery, signal);
  return delivery;
}

async function sendOnce(deps: Dependencies, letter: Letter, claimed: Delivery, signal: StopSignal): Promise<Delivery> {
  let own = claimed;
  const mayFinish = async () => {
    const dot: Delivery = { ...claimed, state: 'dot' };
    const isMine = await deps.deliveries.replace(claimed, dot);
    if (isMine) own = dot;
    return isMine;
  };
  const mail = await letter.mail(claimed);
  const result = await deps.mailer.send(mail, { windowMs: letter.leftMs(), mayFinish, signal });
  deps.metrics.count('course_report_smtp_answers_total', { class: smtpAnswerOf(result) });
  return settleDelivery(deps, letter, own, result);
}
