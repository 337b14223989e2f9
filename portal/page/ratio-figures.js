// @ts-check
import { byId, element } from './element.js';
import { dayAndTime, dayInWords, many } from './indian-format.js';

/** @typedef {import('./api.js').DownloadRatio} DownloadRatio */

/** `2.350`, as on the command line; `no value` where there is nothing to divide by @param {number | null} ratio */
export function ratioInWords(ratio) {
  return ratio === null
    ? 'no value'
    : ratio.toLocaleString('en-IN', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
}

/** @param {DownloadRatio} answer @param {string} last  the last day of it */
export function showFigures(answer, last) {
  const { ratio, deliveries, batches, clicks, period } = answer;
  byId('ratio', HTMLElement).textContent = ratio === null ? 'No value' : ratioInWords(ratio);
  byId('ratio-parts', HTMLElement).textContent =
    ratio === null
      ? 'There is no batch to divide by.'
      : `${many(deliveries, 'download')} / ${many(batches, 'batch', 'es')}`;
  byId('clicks', HTMLElement).textContent =
    `Beside it: ${many(clicks, 'click')} on “Download file”. Clicks are not part of the ratio.`;
  byId('period', HTMLElement).textContent =
    `${period.from === null ? 'Until' : `${dayInWords(period.from)} to`} ${dayInWords(last)}`;
  byId('remarks', HTMLElement).replaceChildren(...remarks(answer).map((text) => element('li', {}, text)));
}

/** @param {DownloadRatio} answer */
function remarks({ batchesWithoutDate, batchesGone, batchesAsOf, deliveries, ratio }) {
  return [
    ...(ratio === null && deliveries > 0 ? [`There were ${many(deliveries, 'download')} all the same.`] : []),
    ...(batchesWithoutDate > 0
      ? [`${many(batchesWithoutDate, 'batch', 'es')} without a readable creation date: counted in every period.`]
      : []),
    ...(batchesGone > 0 ? [`${many(batchesGone, 'batch', 'es')} no longer on the platform: still counted.`] : []),
    batchesAsOf === null ? 'Batches have not been counted yet.' : `Batches as counted on ${dayAndTime(batchesAsOf)}.`,
  ];
}
