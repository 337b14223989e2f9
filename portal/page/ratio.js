// @ts-check
import { announce } from './announcer.js';
import { ApiError } from './api-error.js';
import { downloadRatio } from './api.js';
import { byId } from './element.js';
import { showTrouble, wireNotice } from './notice.js';
import { persistently } from './persistence.js';
import { ratioInWords, showFigures } from './ratio-figures.js';
import { spansOf } from './ratio-periods.js';
import { showPlot } from './ratio-plot.js';
import { askedFor, fillForm, forPortal } from './ratio-question.js';
import { tableElement, tableSection, tablesOf } from './ratio-tables.js';
import { sorry } from './sorry.js';
import { takeTokens } from './token.js';

async function show() {
  const question = askedFor();
  fillForm(question);
  if (question.level !== 'all' && question.id === '') return tell('Please say which one, and press “Show”.');
  tell('Counting …');
  try {
    const answer = await persistently(() => downloadRatio(forPortal(question)), showTrouble);
    const spans = spansOf(answer, question.last);
    const { time, parts } = tablesOf(answer, spans);
    byId('answer', HTMLElement).hidden = false;
    showFigures(answer, question.last);
    showPlot(spans);
    byId('over-time', HTMLElement).replaceChildren(tableElement(time));
    byId('tables', HTMLElement).replaceChildren(...parts.map(tableSection));
    tell('');
    announce(`Download ratio: ${ratioInWords(answer.ratio)}.`);
  } catch (error) {
    tell(reason(error));
  }
}

/** @param {unknown} error */
function reason(error) {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 401) return 'Your sign-in is over. Please sign in again and open this page from the portal.';
  if (error.status === 403) return 'You may see the figures of your own organisation: choose “One tenant” and its ID.';
  if (error.status === 400) return 'This cannot be counted. Please check the ID and the two days.';
  return sorry(error.code);
}

/** @param {string} text */
function tell(text) {
  byId('message', HTMLElement).textContent = text;
  if (text !== '') announce(text);
}

wireNotice();
takeTokens(() => void show());
void show();
