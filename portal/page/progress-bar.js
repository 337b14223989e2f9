// @ts-check
import { announce } from './announcer.js';
import { byId } from './element.js';

/** Told to those who listen at each of these steps, not every second. */
const ANNOUNCE_EVERY_PERCENT = 25;

let announced = 0;

/** @param {import('./progress.js').Progress | null} progress  null = nothing is under way */
export function showProgress(progress) {
  byId('progress', HTMLElement).hidden = progress === null;
  if (progress === null) {
    announced = 0;
    return;
  }
  showBar(progress.percent);
  fact('learners', progress.learners);
  fact('ready', progress.ready);
  fact('latest', progress.latest);
}

/** @param {number | null} percent */
function showBar(percent) {
  const bar = byId('bar', HTMLProgressElement);
  byId('percent', HTMLElement).textContent = percent === null ? '' : `${percent} %`;
  if (percent === null) {
    bar.removeAttribute('value');
    return;
  }
  bar.value = percent;
  const step = Math.floor(percent / ANNOUNCE_EVERY_PERCENT);
  if (step > announced) announce(`${percent} percent done.`);
  announced = Math.max(announced, step);
}

/** @param {string} name @param {string | null} value */
function fact(name, value) {
  const line = byId(name, HTMLElement);
  line.hidden = value === null;
  const text = line.querySelector('dd');
  if (text !== null && text.textContent !== value) text.textContent = value;
}
