import { expect, test } from 'vitest';
import { indianDay, indianDayOfText, momentOfText } from '../../report/dates.ts';

/** The text form's accepted and refused shapes are examples of docs/domain.md, 3.7. */

test.each([
  ['2020-12-31T18:29:59.999Z', '31/12/2020'],
  ['2020-12-31T18:30:00.000Z', '01/01/2021'],
  ['1970-01-01T00:00:00.000Z', '01/01/1970'],
  ['1969-12-31T18:29:59.999Z', '31/12/1969'],
  ['2024-02-28T18:30:00.000Z', '29/02/2024'],
  ['1900-02-28T18:30:00.000Z', '01/03/1900'],
  ['0000-12-31T18:30:00.000Z', '01/01/0001'],
  ['9999-12-31T18:29:59.999Z', '31/12/9999'],
])('the moment %s is the day %s in India', (moment, day) => {
  expect(indianDay(new Date(moment))).toBe(day);
});

test.each([
  ['the year 0', new Date('0000-12-31T18:29:59.999Z')],
  ['the year 10000', new Date('9999-12-31T18:30:00.000Z')],
  ['seconds taken for milliseconds, a thousandfold', new Date(1_593_178_096_221_000)],
  ['no moment', new Date(NaN)],
])('%s is no day to print', (_, moment) => {
  expect(indianDay(moment)).toBeNull();
});

test('a day does not depend on the clock of the machine', () => {
  const before = process.env['TZ'];
  for (const zone of ['UTC', 'America/New_York', 'Pacific/Kiritimati']) {
    process.env['TZ'] = zone;
    expect(indianDay(new Date('2020-12-31T18:30:00Z'))).toBe('01/01/2021');
    expect(indianDayOfText('2020-12-31 18:30:00:000+0000')).toBe('01/01/2021');
    expect(indianDayOfText('2020-06-27')).toBe('27/06/2020');
  }
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

test.each([
  ['2020-06-26 13:28:16:221+0000', '2020-06-26T13:28:16.221Z'],
  ['2020-06-26 13:28:16', '2020-06-26T13:28:16.000Z'],
  ['2020-06-26T13:28:16+05:30', '2020-06-26T07:58:16.000Z'],
  ['2020-06-26T13:28:16-0100', '2020-06-26T14:28:16.000Z'],
  ['2020-06-26', '2020-06-26T00:00:00.000Z'],
  ['2020-06-26 13:28:16.5', '2020-06-26T13:28:16.500Z'],
  ['2020-06-26 13:28:16.05', '2020-06-26T13:28:16.050Z'],
  ['2020-06-26 13:28:16:5', '2020-06-26T13:28:16.005Z'],
  ['0099-03-01 00:00:00', '0099-03-01T00:00:00.000Z'],
  ['0001-01-01 00:00:00+0530', '0000-12-31T18:30:00.000Z'],
])('the text %s is the moment %s', (text, moment) => {
  expect(momentOfText(text)).toBe(Date.parse(moment));
});

test.each(['', 'yesterday', '2020-02-30', '0001-01-01 00:00:00+0531'])('the text %j is no moment', (text) => {
  expect(momentOfText(text)).toBeNull();
});
