import type { Delivery } from '../report/delivery.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Counts a mail that is out as a download, if the file was in it. Called by the step that sends and by the ending `sent`,
 * which also follows when a worker died in between, so that nothing is lost; counted twice it is still one.
 */
export async function countDownload(deps: Dependencies, delivery: Delivery): Promise<void> {
  const { state, subject, form } = delivery;
  if (state === 'accepted' && subject === 'report' && form !== 'none') await deps.downloads.mailed(delivery);
}

/** Of a report that ended as sent, when the step that sent it may not have counted. */
export async function countLatest(deps: Dependencies, reportId: string): Promise<void> {
  const mail = await deps.deliveries.latest(reportId, 'report');
  if (mail !== null) await countDownload(deps, mail);
}
