// @ts-check
import { element } from './element.js';

/** Long enough for a browser to begin its own copy. */
const RELEASE_AFTER_MS = 60_000;

/** Hands something made on this page to the browser to save. @param {Blob} file @param {string} name */
export function saveAs(file, name) {
  const href = URL.createObjectURL(file);
  element('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), RELEASE_AFTER_MS);
}
