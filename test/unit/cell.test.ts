import { expect, test } from 'vitest';
import { blankCell, textCell } from '../../report/cell.ts';

test('a cell prints its text trimmed', () => {
  expect(textCell(' a b\n')).toEqual({ text: 'a b', blank: null });
});

test.each([null, undefined, '', ' \u00a0'])('%j gives a blank cell with a reason', (text) => {
  expect(textCell(text)).toEqual({ text: '', blank: 'noValue' });
  expect(textCell(text, 'unreadableDate')).toEqual({ text: '', blank: 'unreadableDate' });
});

test('a blank cell cannot be changed for the next learner', () => {
  expect(() => Object.assign(blankCell('private'), { text: 'x' })).toThrow();
  expect(blankCell('private')).toEqual({ text: '', blank: 'private' });
});
