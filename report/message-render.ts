export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail's content once, from which both of its parts are made. */
export interface MessageBody {
  readonly title: string;
  /** The next step first. */
  readonly opening: readonly string[];
  /** Where the opening sends her. */
  readonly link: string | null;
  readonly facts: Table;
  readonly steps: { readonly heading: string; readonly items: readonly string[] } | null;
  readonly closing: readonly string[];
  /** What a helpdesk asks for. */
  readonly details: Table;
}

export type Table = readonly (readonly [label: string, value: string])[];

export function renderMessage(subject: string, body: MessageBody): Message {
  return { subject, text: renderText(body), html: renderHtml(body) };
}

const AUTOMATIC = 'This mail was sent automatically because you asked for it on the course page. Replies are not read.';

/** Lines are left to the reader's program: cut at 72 they are ragged on a phone. */
function renderText({ title, opening, link, facts, steps, closing, details }: MessageBody): string {
  const numbered = steps?.items.map((item, at) => `${at + 1}. ${item}`) ?? [];
  const parts = [
    title,
    ...opening,
    ...(link === null ? [] : [link]),
    textTable(facts),
    ...(steps === null ? [] : [`${steps.heading}:\n${numbered.join('\n')}`]),
    ...closing,
    textTable(details),
    AUTOMATIC,
  ];
  return `${parts.join('\n\n')}\n`;
}

function textTable(rows: Table): string {
  return rows.map(([label, value]) => `${label}: ${value}`).join('\n');
}

/**
 * For every mail program: tables and inline styles for Outlook, one column for a phone of 360 px, no colour that a dark
 * screen could not show, nothing to be loaded from anywhere.
 */
function renderHtml({ title, opening, link, facts, steps, closing, details }: MessageBody): string {
  const content = [
    `<h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">${escaped(title)}</h1>`,
    ...opening.map((text) => paragraph(text)),
    ...(link === null ? [] : [linkTo(link)]),
    htmlTable(facts),
    ...(steps === null ? [] : [stepList(steps)]),
    ...closing.map((text) => paragraph(text)),
    htmlTable(details),
    paragraph(AUTOMATIC, 'font-size:14px'),
  ];
  return `${HEAD}${content.join('\n')}${FOOT}`;
}

/** Outlook knows no max-width: it gets a table of its own. */
const HEAD = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
</head>
<body style="margin:0;padding:0;color-scheme:light dark">
<!--[if mso]><table role="presentation" width="600"><tr><td><![endif]-->
<table role="presentation" style="width:100%;max-width:600px;border-collapse:collapse"><tr><td style="padding:16px;font-family:Arial,sans-serif;font-size:16px;line-height:1.5">
`;

const FOOT = `
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</body>
</html>
`;

function paragraph(text: string, style = ''): string {
  return `<p style="margin:0 0 16px;${style}">${escaped(text)}</p>`;
}

function linkTo(url: string): string {
  return `<p style="margin:0 0 16px;word-break:break-word"><a href="${escaped(url)}"><b>${escaped(url)}</b></a></p>`;
}

function stepList({ heading, items }: NonNullable<MessageBody['steps']>): string {
  const list = items.map((item) => `<li style="margin:0 0 4px">${escaped(item)}</li>`);
  return `<h2 style="font-size:16px;margin:0 0 8px">${escaped(heading)}</h2>\n<ol style="margin:0 0 16px;padding:0 0 0 24px">${list.join('')}</ol>`;
}

const TABLE = 'width:100%;border-collapse:collapse;margin:0 0 16px;font-size:14px;text-align:left';
const CELL = 'padding:6px 12px 6px 0;border-bottom:1px solid #999';

/** A batch may be named in a script that is written from right to left. */
function htmlTable(rows: Table): string {
  const lines = rows.map(
    ([label, value], at) =>
      `<tr valign="top"><td style="${CELL}${at === 0 ? ';width:32%' : ''}">${escaped(label)}</td><td dir="auto" style="${CELL};word-break:break-word">${escaped(value)}</td></tr>`,
  );
  return `<table style="${TABLE}">${lines.join('\n')}</table>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
