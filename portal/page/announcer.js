// @ts-check
import { byId } from './element.js';

let last = '';

/** Says a sentence to those who listen to the page; the same one twice in a row is said once. @param {string} sentence */
export function announce(sentence) {
  if (sentence === last) return;
  last = sentence;
  byId('announcer', HTMLElement).textContent = sentence;
}
