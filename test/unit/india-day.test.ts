import { describe, expect, test } from 'vitest';
import { creationDay, dayInIndia } from '../../report/india-day.ts';

test.each([
  ['2026-07-01T18:29:59.999Z', '2026-07-01'],
  ['2026-07-01T18:30:00.000Z', '2026-07-02'],
  ['2025-12-31T18:30:00.000Z', '2026-01-01'],
])('%s is %s in India', (moment, day) => {
  expect(dayInIndia(new Date(moment))).toBe(day);
});

describe('a batch was created', () => {
  const at = new Date('2020-06-26T20:00:00Z');

  test.each([
    ['on the day of its timestamp', { createdDate: at, createdDateText: null }, '2020-06-27'],
    [
      'on the day of its text where it has no timestamp',
      { createdDate: null, createdDateText: '2020-06-26 13:28:16:221+0000' },
      '2020-06-26',
    ],
    ['by the timestamp if it has both', { createdDate: at, createdDateText: '2019-01-01' }, '2020-06-27'],
    ['nobody knows when, without either', { createdDate: null, createdDateText: null }, null],
    ['nobody knows when, with an unreadable text', { createdDate: null, createdDateText: '26/06/2020' }, null],
    [
      'nobody knows when, with a timestamp that is no day, whatever the text says',
      { createdDate: new Date(8.64e15), createdDateText: '2020-06-26' },
      null,
    ],
  ])('%s', (_, dates, day) => {
    expect(creationDay(dates)).toBe(day);
  });
});
