/** A mail's content once, from which both of its parts are made. */
export interface MessageBody {
  readonly title: string;
  /** Paragraphs before the table; a line break inside one is kept. */
  readonly opening: readonly string[];
  readonly table: readonly (readonly [label: string, value: string])[];
  readonly closing: readonly string[];
}

export function renderText({ title, opening, table, closing }: MessageBody): string {
  const width = Math.max(0, ...table.map(([label]) => label.length));
  const rows = table.map(([label, value]) => `${`${label}:`.padEnd(width + 2)}${value}`).join('\n');
  return [title, ...opening, ...(rows === '' ? [] : [rows]), ...closing].join('\n\n') + '\n';
}

const CELL = 'padding:6px 12px 6px 0;border-bottom:1px solid #ddd;vertical-align:top;text-align:left';

/** Plain enough for every mail client, and readable on a phone of 360 px. */
export function renderHtml({ title, opening, table, closing }: MessageBody): string {
  const rows = table.map(
    ([label, value]) =>
      `<tr><th style="${CELL};font-weight:normal;color:#555">${escaped(label)}</th><td style="${CELL}">${escaped(value)}</td></tr>`,
  );
  const body = [
    `<h1 style="font-size:20px;margin:0 0 16px">${escaped(title)}</h1>`,
    ...opening.map(paragraph),
    ...(rows.length === 0 ? [] : [`<table style="border-collapse:collapse;margin:0 0 16px">${rows.join('')}</table>`]),
    ...closing.map(paragraph),
  ];
  return `<!doctype html><html lang="en"><body style="margin:0;padding:16px;font:16px/1.5 Arial,sans-serif;color:#222"><div style="max-width:560px">${body.join('\n')}</div></body></html>\n`;
}

function paragraph(text: string): string {
  return `<p style="margin:0 0 16px">${escaped(text).replaceAll('\n', '<br>')}</p>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
