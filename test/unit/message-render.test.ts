import { describe, expect, test } from 'vitest';
import { renderHtml, renderText } from '../../report/message-render.ts';

const body = {
  title: 'A title',
  opening: ['First.', 'Second\nin two lines.'],
  table: [
    ['Batch', 'Nishtha'],
    ['Batch ID', 'b-1'],
  ],
  closing: ['Last.'],
} as const;

describe('a mail as text', () => {
  test('is paragraphs and an aligned table', () => {
    expect(renderText(body)).toBe(
      'A title\n\nFirst.\n\nSecond\nin two lines.\n\nBatch:    Nishtha\nBatch ID: b-1\n\nLast.\n',
    );
  });

  test('leaves no gap where there is no table', () => {
    expect(renderText({ ...body, table: [] })).toBe('A title\n\nFirst.\n\nSecond\nin two lines.\n\nLast.\n');
  });
});

describe('a mail as HTML', () => {
  test('says the same', () => {
    const html = renderHtml(body);
    for (const text of ['A title', 'First.', 'Second<br>in two lines.', 'Batch ID', 'b-1', 'Last.'])
      expect(html).toContain(text);
    expect(renderHtml({ ...body, table: [] })).not.toContain('<table');
  });

  test('escapes whatever a batch may be called', () => {
    const html = renderHtml({ ...body, table: [['<b>"Batch"</b>', `<script>alert('x & y')</script>`]] });
    expect(html).toContain('&lt;b&gt;&quot;Batch&quot;&lt;/b&gt;');
    expect(html).toContain('&lt;script&gt;alert(&#39;x &amp; y&#39;)&lt;/script&gt;');
    expect(html).not.toMatch(/<script|<b>/);
  });

  test('loads nothing from anywhere', () => {
    expect(renderHtml(body)).not.toMatch(/src=|href=|url\(/);
  });
});
