// @ts-check
import { csvText } from './csv-text.js';
import { element } from './element.js';
import { number } from './indian-format.js';
import { ratioInWords } from './ratio-figures.js';
import { saveAs } from './save-as.js';

/** @typedef {import('./api.js').DownloadRatio} DownloadRatio */
/** @typedef {string | number | null} Cell  null = no value */
/** @typedef {{ title: string, file: string, head: string[], rows: Cell[][] }} Table */

/** A screen's worth; the CSV file has them all. */
const MOST_ROWS = 100;

const RATIO = 'Ratio';
const FIGURES = ['Downloads', 'Batches', RATIO, 'Clicks'];
const NUMBERS = new Set(FIGURES);

/**
 * @param {DownloadRatio} answer
 * @param {import('./ratio-periods.js').Span[]} spans
 * @returns {{ time: Table, parts: Table[] }}
 */
export function tablesOf({ byTenant, byCourse, byBatch }, spans) {
  const figures = (/** @type {import('./api.js').RatioFigures} */ { deliveries, batches, ratio, clicks }) => [
    deliveries,
    batches,
    ratio,
    clicks,
  ];
  return {
    time: {
      title: 'Over time',
      file: 'downloads-over-time.csv',
      head: ['When', 'Downloads', 'Clicks'],
      rows: spans.map(({ label, deliveries, clicks }) => [label, deliveries, clicks]),
    },
    parts: [
      {
        title: 'By tenant',
        file: 'download-ratio-by-tenant.csv',
        head: ['Tenant', ...FIGURES],
        rows: byTenant.map((line) => [line.tenantId ?? 'no tenant', ...figures(line)]),
      },
      {
        title: 'By course',
        file: 'download-ratio-by-course.csv',
        head: ['Course', ...FIGURES],
        rows: byCourse.map((line) => [line.courseId, ...figures(line)]),
      },
      {
        title: 'By batch',
        file: 'downloads-by-batch.csv',
        head: ['Course', 'Batch', 'Downloads', 'Clicks'],
        rows: byBatch.map(({ courseId, batchId, deliveries, clicks }) => [courseId, batchId, deliveries, clicks]),
      },
    ].filter(({ rows }) => rows.length > 0),
  };
}

/** @param {Table} table */
export function tableSection(table) {
  const { title, rows } = table;
  const save = element('button', { type: 'button', 'aria-label': `Save “${title}” as CSV` }, 'Save as CSV');
  save.addEventListener('click', () =>
    saveAs(new Blob([csvText([table.head, ...rows])], { type: 'text/csv' }), table.file),
  );
  const more =
    rows.length > MOST_ROWS ? `The first ${MOST_ROWS} of ${number(rows.length)}; the CSV file has them all.` : '';
  return element(
    'section',
    {},
    element('h2', {}, title),
    tableElement(table),
    element('p', { class: 'message' }, more),
    element('div', { class: 'buttons' }, save),
  );
}

/** It scrolls by itself on a narrow screen, and by keyboard. @param {Table} table */
export function tableElement({ title, head, rows }) {
  const headings = head.map((text) => element('th', { scope: 'col', class: NUMBERS.has(text) ? 'number' : '' }, text));
  const lines = rows
    .slice(0, MOST_ROWS)
    .map((cells) => element('tr', {}, ...cells.map((cell, at) => cellElement(cell, at, head[at]))));
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...headings)),
    element('tbody', {}, ...lines),
  );
  return element('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': title }, table);
}

/** @param {Cell} cell @param {number} at @param {string | undefined} heading */
function cellElement(cell, at, heading) {
  if (at === 0) return element('th', { scope: 'row' }, String(cell));
  if (typeof cell === 'string') return element('td', {}, cell);
  const isRatio = cell === null || heading === RATIO;
  return element('td', { class: 'number' }, isRatio ? ratioInWords(cell) : number(cell));
}
