// @ts-check
import { byId } from './element.js';

/** @returns {Promise<boolean>} whether the report shall be stopped */
export function askWhetherToStop() {
  const dialog = byId('stop-dialog', HTMLDialogElement);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'stop'), { once: true });
  });
}
