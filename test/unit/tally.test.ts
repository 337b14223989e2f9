import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLANK_REASONS } from '../../report/cell.ts';
import { COLUMNS } from '../../report/columns.ts';
import { addTally, emptyTally, type PageTally, tallyOf } from '../../report/tally.ts';
import { enrolment, learner, profile, rowOf } from './records.ts';

describe('what a page counts', () => {
  test('every enrolment, by what became of it', () => {
    const enrolments = [
      enrolment({ activityAt: new Date(5) }),
      enrolment({ active: false, activityAt: new Date(9) }),
      enrolment({ active: null, userId: '' }),
      enrolment({ userId: ' ', activityAt: new Date(NaN) }),
    ];
    const row = rowOf(learner({ profile: null }));
    expect(tallyOf(enrolments, [row], 3)).toEqual({
      enrolments: 4,
      active: 2,
      inactive: 2,
      blankUserIds: 1,
      rows: 1,
      blanks: {
        'External ID': { noProfile: 1 },
        'User Name': { noProfile: 1 },
        'Email ID': { noProfile: 1 },
        'Mobile Number': { noProfile: 1 },
        'Organization Name': { noProfile: 1 },
        'District Name': { noProfile: 1 },
        'School Name': { noProfile: 1 },
        'Block Name': { noProfile: 1 },
        'Enrollment Date': { noValue: 1 },
        'Completion Date': { noValue: 1 },
      },
      cellsProtected: 3,
      newestActivityMs: 9,
    });
  });

  test('blanks of one column by reason', () => {
    const rows = [null, null, profile({ maskedEmail: '?' }), profile({ isDeleted: true })].map((each) =>
      rowOf(learner({ profile: each })),
    );
    expect(tallyOf([], rows, 0).blanks['Email ID']).toEqual({ noProfile: 2, deleted: 1, notMasked: 1 });
  });

  test('the newest activity that is a date: no clock that ran off the calendar', () => {
    const moments = [new Date('2026-06-26'), new Date(8_640_000_000_000_000), new Date('-000044-03-15'), new Date(NaN)];
    const { newestActivityMs } = tallyOf(
      moments.map((activityAt) => enrolment({ activityAt })),
      [],
      0,
    );
    expect(newestActivityMs).toBe(Date.parse('2026-06-26'));
  });

  test('nothing, of an empty page', () => {
    expect(tallyOf([], [], 0)).toEqual(emptyTally());
  });
});

const count = fc.nat({ max: 1000 });
const tallies: fc.Arbitrary<PageTally> = fc.record({
  enrolments: count,
  active: count,
  inactive: count,
  blankUserIds: count,
  rows: count,
  blanks: fc.dictionary(
    fc.constantFrom(...COLUMNS),
    fc.dictionary(fc.constantFrom(...BLANK_REASONS), fc.integer({ min: 1, max: 9 }), { minKeys: 1 }),
  ),
  cellsProtected: count,
  newestActivityMs: fc.option(fc.integer(), { nil: null }),
});

describe('adding pages', () => {
  test('gives the same JSON in whatever order and grouping', () => {
    fc.assert(
      fc.property(tallies, tallies, tallies, (a, b, c) => {
        const forth = JSON.stringify(addTally(addTally(a, b), c));
        expect(JSON.stringify(addTally(c, addTally(b, a)))).toBe(forth);
      }),
    );
  });

  test('an empty page changes nothing', () => {
    fc.assert(
      fc.property(tallies, (a) => {
        expect(addTally(a, emptyTally())).toEqual(a);
        expect(addTally(emptyTally(), a)).toEqual(a);
      }),
    );
  });

  test('counts two pages as one', () => {
    const enrolments = [true, false, null].map((active, n) => enrolment({ active, activityAt: new Date(n) }));
    const rows = [rowOf(learner()), rowOf(learner({ profile: null })), rowOf(learner())];
    const apart = addTally(
      tallyOf(enrolments.slice(0, 1), rows.slice(0, 2), 1),
      tallyOf(enrolments.slice(1), rows.slice(2), 4),
    );
    expect(apart).toEqual(tallyOf(enrolments, rows, 5));
  });
});
