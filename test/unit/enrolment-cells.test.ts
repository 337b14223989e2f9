import { describe, expect, test } from 'vitest';
import { blankOf, cellOf, enrolment, learner, rowOf } from './records.ts';
import type { Enrolment } from '../../report/learner.ts';

function row(set: Partial<Enrolment>) {
  return rowOf(learner(), { enrolment: enrolment(set) });
}

test('the user id is the enrolment’s, trimmed', () => {
  expect(cellOf('User ID', row({ userId: ' 000-user ' }))).toBe('000-user');
});

describe('Enrollment Date', () => {
  test('the timestamp wins over the text, also where they differ', () => {
    const both = row({ enrolledDate: new Date('2021-05-01T12:00:00Z'), enrolledDateText: '2020-06-26' });
    expect(cellOf('Enrollment Date', both)).toBe('01/05/2021');
  });

  test('without a timestamp the text is read', () => {
    expect(cellOf('Enrollment Date', row({ enrolledDateText: '2020-06-26' }))).toBe('26/06/2020');
  });

  test('epoch 0 is a day like any other', () => {
    expect(cellOf('Enrollment Date', row({ enrolledDate: new Date(0) }))).toBe('01/01/1970');
  });

  test.each([
    ['neither', {}, 'noValue'],
    ['a blank text', { enrolledDateText: ' ' }, 'noValue'],
    ['an unreadable text', { enrolledDateText: '26.6.2020' }, 'unreadableDate'],
    [
      'a timestamp that is no moment, whatever the text',
      { enrolledDate: new Date(NaN), enrolledDateText: '2020-06-26' },
      'unreadableDate',
    ],
  ] as const)('%s: blank, and the row stays', (_, set, reason) => {
    const blank = row(set);
    expect(cellOf('Enrollment Date', blank)).toBe('');
    expect(blankOf('Enrollment Date', blank)).toBe(reason);
    expect(cellOf('User ID', blank)).toBe('learner-1');
  });
});

describe('Completion Date', () => {
  test('is the day in India', () => {
    expect(cellOf('Completion Date', row({ completedOn: new Date('2020-12-31T18:30:00Z') }))).toBe('01/01/2021');
  });

  test('may lie before the enrolment', () => {
    const odd = row({ enrolledDate: new Date('2021-05-01'), completedOn: new Date('2020-05-01') });
    expect([cellOf('Enrollment Date', odd), cellOf('Completion Date', odd)]).toEqual(['01/05/2021', '01/05/2020']);
  });

  test('is blank without one, also at 100 %', () => {
    const done = row({ completionPercentage: 100 });
    expect([cellOf('Course Progress', done), cellOf('Completion Date', done)]).toEqual(['100%', '']);
    expect(blankOf('Completion Date', done)).toBe('noValue');
  });

  test('is blank for a timestamp that is no moment, which still means completed', () => {
    const odd = row({ completedOn: new Date(NaN) });
    expect([cellOf('Course Progress', odd), blankOf('Completion Date', odd)]).toEqual(['100%', 'unreadableDate']);
  });
});
