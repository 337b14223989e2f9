import { expect, test } from 'vitest';
import { byCodePoint, hasText, norm, trimmed } from '../../report/text.ts';

test.each([null, undefined, '', ' ', '\t\r\n', '\u00a0\u2003\ufeff\u3000'])('%j is blank', (text) => {
  expect(hasText(text)).toBe(false);
  expect(trimmed(text)).toBe('');
  expect(norm(text)).toBe('');
});

test.each([
  [' అనిత ', 'అనిత', 'అనిత'],
  ['\ufeffAP\u00a0', 'AP', 'ap'],
  [' two \n words ', 'two \n words', 'two \n words'],
  ['\u0000 Rao', '\u0000 Rao', '\u0000 rao'],
  ['e\u0301\u0958', 'e\u0301\u0958', 'e\u0301\u0958'],
  ['\u200bÉ', '\u200bÉ', '\u200bé'],
  // Python's strip takes these.
  ['\u001c\u001d\u001e\u001f\u0085 Rao', '\u001c\u001d\u001e\u001f\u0085 Rao', '\u001c\u001d\u001e\u001f\u0085 rao'],
])('of %j only the ends are trimmed, and norm lowers the case', (text, trim, lower) => {
  expect(hasText(text)).toBe(true);
  expect(trimmed(text)).toBe(trim);
  expect(norm(text)).toBe(lower);
});

test('texts are ordered as their UTF-8 bytes are, also where JavaScript would order them otherwise', () => {
  const texts = ['😀', '\uff20', 'b', 'ab', 'a', '', 'B', '\ud7ff', '\ue000', 'a😀', 'a\uffff'];
  const asBytes = [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect([...texts].sort(byCodePoint)).toEqual(asBytes);
  expect([...texts].sort()).not.toEqual(asBytes);
});
