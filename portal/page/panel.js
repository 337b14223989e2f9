// @ts-check
import { announce } from './announcer.js';
import { byId, element } from './element.js';

/** @typedef {import('./report-view.js').View} View */
/** @typedef {import('./report-view.js').Action} Action */

/** @param {(action: Action, button: HTMLButtonElement) => void} act */
export function wirePanel(act) {
  for (const button of buttons()) {
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') !== 'true')
        act(/** @type {Action} */ (button.dataset['action']), button);
    });
  }
}

let shown = '';

/**
 * Shows what is to be said of the report; what stands there already is left alone, so that no button moves under a finger.
 *
 * @param {View} view
 */
export function showView(view) {
  const text = JSON.stringify(view);
  if (text === shown) return;
  shown = text;
  const panel = byId('report', HTMLElement);
  panel.dataset['tone'] = view.tone;
  setBusy(null);
  say('');
  byId('report-title', HTMLElement).textContent = view.title;
  byId('report-lines', HTMLElement).replaceChildren(...view.lines.map((line) => element('p', {}, line)));
  const hadFocus = panel.contains(document.activeElement);
  for (const button of buttons()) showButton(button, view.actions);
  // The pressed button may be gone: the keyboard must not fall back to the top of the page.
  if (hadFocus && !isVisible(document.activeElement)) byId('report-title', HTMLElement).focus();
  announce([view.title, ...(view.tone === 'busy' ? [] : view.lines)].join('. '));
}

/**
 * @param {HTMLButtonElement} button
 * @param {View['actions']} actions  most useful first
 */
function showButton(button, actions) {
  const at = actions.findIndex(([name]) => name === button.dataset['action']);
  button.hidden = at === -1;
  button.classList.toggle('primary', at === 0 && button.dataset['action'] !== 'stop');
  button.textContent = actions[at]?.[1] ?? '';
}

/** Says that a press was taken, and takes no second one. @param {string | null} text  null = ready again */
export function setBusy(text) {
  for (const button of buttons()) button.setAttribute('aria-disabled', String(text !== null));
  if (text !== null) say(text);
}

/** A sentence below the buttons. @param {string} text */
export function say(text) {
  byId('report-message', HTMLElement).textContent = text;
  if (text !== '') announce(text);
}

/** @returns {HTMLButtonElement[]} */
function buttons() {
  return [...byId('report-actions', HTMLElement).querySelectorAll('button')];
}

/** @param {Element | null} focused */
function isVisible(focused) {
  return focused instanceof HTMLElement && focused !== document.body && !focused.hidden;
}
