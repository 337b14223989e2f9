import { describe, expect, test } from 'vitest';
import { renderMessage, type MessageBody } from '../../report/message-render.ts';

const body = {
  title: 'A title',
  opening: ['First.', 'Second.'],
  link: 'https://portal.example.org/reports?a=1&b=2',
  facts: [
    ['Batch', 'Nishtha'],
    ['Learners', '3'],
  ],
  steps: { heading: 'To open it', items: ['Save it.', 'Open it.'] },
  closing: ['Last.'],
  details: [['Batch ID', 'b-1']],
} as const satisfies MessageBody;

const AUTOMATIC = 'This mail was sent automatically because you asked for it on the course page. Replies are not read.';
const render = (change: Partial<MessageBody> = {}) => renderMessage('A subject', { ...body, ...change });

describe('a mail as text', () => {
  test('is paragraphs, a line a fact, and numbered steps', () => {
    const paragraphs = [
      'A title',
      'First.',
      'Second.',
      body.link,
      'Batch: Nishtha\nLearners: 3',
      'To open it:\n1. Save it.\n2. Open it.',
      'Last.',
      'Batch ID: b-1',
      AUTOMATIC,
    ];
    expect(render().text).toBe(`${paragraphs.join('\n\n')}\n`);
  });

  test('leaves no gap where there is no link and no step', () => {
    const { text } = render({ link: null, steps: null });
    expect(text).not.toMatch(/\n{3}|portal|To open/);
  });
});

describe('a mail as HTML', () => {
  test('says the same in the same order', () => {
    const { html, text } = render({ link: 'https://portal.example.org/reports' });
    const shown = html.slice(html.indexOf('<h1')).replaceAll(/<[^>]+>/g, '\n');
    const words = (of: string) => of.replaceAll(/^\d\. |:$/gm, '').split(/[\s:]+/);
    expect(words(shown).filter(Boolean)).toEqual(words(text).filter(Boolean));
  });

  test('escapes whatever a batch may be called', () => {
    const { html } = render({ facts: [['<b>"Batch"</b>', `<script>alert('x & y')</script>`]] });
    expect(html).toContain('&lt;b&gt;&quot;Batch&quot;&lt;/b&gt;');
    expect(html).toContain('&lt;script&gt;alert(&#39;x &amp; y&#39;)&lt;/script&gt;');
    expect(html).not.toMatch(/<script|<b>"/);
  });

  test('loads nothing from anywhere, and leads nowhere but to the page it was told', () => {
    const { html } = render();
    expect(html).not.toMatch(/src=|url\(|@import|<style|<link/);
    expect(html.match(/href="[^"]*"/g)).toEqual(['href="https://portal.example.org/reports?a=1&amp;b=2"']);
    expect(render({ link: null }).html).not.toContain('href=');
  });

  test('is ready for a dark screen, and for a name that is written from right to left', () => {
    const { html } = render();
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).not.toMatch(/[^-]color:#|background/);
    expect(html).toMatch(/<td dir="auto"[^>]*>Nishtha</);
  });
});
