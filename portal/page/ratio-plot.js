// @ts-check
import { byId } from './element.js';
import { many, number } from './indian-format.js';

/** @typedef {import('./ratio-periods.js').Span} Span */

const HEIGHT = 200;
const LEFT = 48;
const BOTTOM = 24;
const TOP = 12;

/** @type {Span[]} */
let shown = [];

/** Drawn in the screen's own pixels, so that its words are as large on a phone as elsewhere. */
const redraw = new ResizeObserver(() => draw(shown));

/** Bars of downloads and a line of clicks. The table below it says the same. @param {Span[]} spans */
export function showPlot(spans) {
  shown = spans;
  draw(spans);
  redraw.observe(byId('plot', SVGSVGElement));
}

/** @param {Span[]} spans */
function draw(spans) {
  const plot = byId('plot', SVGSVGElement);
  const width = plot.clientWidth;
  const most = Math.max(1, ...spans.map(({ deliveries, clicks }) => Math.max(deliveries, clicks)));
  const step = (width - LEFT) / Math.max(1, spans.length);
  const x = (/** @type {number} */ at) => LEFT + at * step;
  const y = (/** @type {number} */ count) => HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * count) / most;
  const points = spans.map(({ clicks }, at) => `${x(at + 0.5).toFixed(1)},${y(clicks).toFixed(1)}`);
  plot.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
  plot.setAttribute('aria-label', inWords(spans));
  plot.replaceChildren(
    ...[0, most].flatMap((count) => [
      svg('line', { class: 'grid', x1: LEFT, x2: width, y1: y(count), y2: y(count) }),
      svg('text', { x: LEFT - 6, y: y(count) + 4, 'text-anchor': 'end' }, number(count)),
    ]),
    ...spans.map(({ deliveries }, at) =>
      svg('rect', { x: x(at + 0.15), y: y(deliveries), width: step * 0.7, height: y(0) - y(deliveries) }),
    ),
    svg('polyline', { class: 'clicks', points: points.join(' ') }),
    svg('text', { x: LEFT, y: HEIGHT - 6 }, spans[0]?.label ?? ''),
    svg('text', { x: width, y: HEIGHT - 6, 'text-anchor': 'end' }, spans.length > 1 ? (spans.at(-1)?.label ?? '') : ''),
  );
}

/** @param {Span[]} spans */
function inWords(spans) {
  const best = spans.toSorted((a, b) => b.deliveries - a.deliveries)[0];
  if (best === undefined || best.deliveries === 0) return 'Downloads over time: none.';
  return `Downloads over time. Most of them: ${many(best.deliveries, 'download')}, ${best.label}.`;
}

/**
 * @param {string} name
 * @param {Readonly<Record<string, string | number>>} attributes
 * @param {string} text
 */
function svg(name, attributes, text = '') {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}
