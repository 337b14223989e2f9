import { inFile } from './mutant.ts';

export const WORDS = [
  ...inFile('3', 'report/text.ts', [
    { breaks: 'blank: text of spaces counts as text', from: "&& text.trim() !== ''", to: "&& text !== ''" },
    {
      breaks: 'trim takes spaces only',
      from: "? text.trim() : ''",
      to: "? text.replace(/^ +| +$/g, '') : ''",
    },
    {
      breaks: 'trim leaves U+FEFF',
      from: "? text.trim() : ''",
      to: "? text.replace(/^[^\\S\\ufeff]+|[^\\S\\ufeff]+$/g, '') : ''",
    },
    {
      breaks: 'trim takes U+001C to U+001F and U+0085 too',
      from: "? text.trim() : ''",
      to: "? text.replace(/^[\\s\\u001c-\\u001f\\u0085]+|[\\s\\u001c-\\u001f\\u0085]+$/g, '') : ''",
    },
    { breaks: 'norm leaves the case', from: '.toLowerCase()', to: '' },
    { breaks: 'norm leaves the spaces', from: 'trimmed(text).toLowerCase()', to: "(text ?? '').toLowerCase()" },
    {
      breaks: 'norm lowers A to Z only',
      from: '.toLowerCase()',
      to: '.replace(/[A-Z]/g, (letter) => letter.toLowerCase())',
    },
    { breaks: 'norm follows the rules of a language', from: '.toLowerCase()', to: ".toLocaleLowerCase('tr')" },
    { breaks: 'texts are ordered by UTF-16 unit', from: 'unit + 0x10000', to: 'unit' },
    { breaks: 'a text and its beginning count as equal in order', from: 'return a.length - b.length', to: 'return 0' },
    { breaks: 'what is printed is normalised', from: "? text.trim() : ''", to: "? text.trim().normalize() : ''" },
    { breaks: 'what is printed is cut', from: "? text.trim() : ''", to: "? text.trim().slice(0, 10_000) : ''" },
    {
      breaks: 'line breaks and tabs inside a text become spaces',
      from: "? text.trim() : ''",
      to: "? text.trim().replace(/\\s+/g, ' ') : ''",
    },
    {
      breaks: 'NUL and joiners inside a text are dropped',
      from: "? text.trim() : ''",
      to: "? text.trim().replace(/[\\0\\u200d]/g, '') : ''",
    },
  ]),
  ...inFile('3', 'report/cell.ts', [
    {
      breaks: 'a printed text is not trimmed',
      from: '{ text: printed, blank: null }',
      to: "{ text: text ?? '', blank: null }",
    },
  ]),
];
