import { CONTENT_IDS } from '../course.ts';
import type { Values } from '../rows.ts';
import { hostile } from './hostile-case.ts';

type Enrolment = Values<'sunbird_courses.report_user_enrolments'>;

/** Nothing but what the case says of progress. */
const progress = (values: Enrolment) =>
  hostile({
    enrolment: { contentstatus: undefined, completionpercentage: undefined, progress: undefined, ...values },
  });
const enrolled = (values: Enrolment) =>
  hostile({ enrolment: { enrolled_date: undefined, enrolleddate: undefined, ...values } });

const contents = (value: (no: number) => number) =>
  Object.fromEntries(CONTENT_IDS.map((id, no) => [id, value(no)] as const));

const SMALLEST_INT = -2_147_483_648;
const LARGEST_INT = 2_147_483_647;
/** The last moment that JavaScript knows, in the year 275760. */
const LAST_MOMENT = new Date(8_640_000_000_000_000);

export const ENROLMENTS = {
  progressBelow: progress({ progress: -5 }),
  progressAbove: progress({ progress: 900 }),
  smallestNumbers: progress({ completionpercentage: SMALLEST_INT, progress: SMALLEST_INT }),
  largestNumbers: progress({ completionpercentage: LARGEST_INT, progress: LARGEST_INT }),
  emptyContents: progress({ contentstatus: {}, completionpercentage: 61 }),
  negativeContents: progress({ contentstatus: contents(() => -2), completionpercentage: 61 }),
  oddContents: progress({ contentstatus: { ...contents((no) => (no < 10 ? 2 : LARGEST_INT)), '': 2, ' ': 2 } }),
  allButOne: progress({ contentstatus: contents((no) => (no === 0 ? 1 : 2)) }),
  strangeContents: progress({
    contentstatus: Object.fromEntries(Array.from({ length: 2_000 }, (_, no) => [`do_${no}`, 2])),
  }),
  nothingAtAll: hostile({
    enrolment: {
      ...{ enrolled_date: undefined, enrolleddate: undefined, contentstatus: undefined, progress: undefined },
      ...{ datetime: undefined, status: undefined, addedby: undefined },
    },
  }),

  completedInYearZero: progress({ completedon: new Date('0000-06-01T00:00:00Z') }),
  completedAtEpoch: progress({ completedon: new Date(0) }),
  completedBeforeEnrolment: progress({ completedon: new Date('2020-12-31T18:30:00Z') }),
  completedAtLastMoment: progress({ completedon: LAST_MOMENT, datetime: LAST_MOMENT }),

  yearZero: enrolled({ enrolled_date: new Date('0000-06-01T00:00:00Z') }),
  beforeYearZero: enrolled({ enrolled_date: new Date('-000044-03-15T00:00:00Z') }),
  yearOne: enrolled({ enrolled_date: new Date('0001-01-01T00:00:00Z') }),
  year9999: enrolled({ enrolled_date: new Date('9999-12-31T18:29:59.999Z') }),
  afterYear9999: enrolled({ enrolled_date: new Date('9999-12-31T18:30:00Z'), enrolleddate: '2026-06-26' }),
  lastMoment: enrolled({ enrolled_date: LAST_MOMENT }),
  textThirtiethOfFebruary: enrolled({ enrolleddate: '2026-02-30 10:00:00:000+0000' }),
  textYearZero: enrolled({ enrolleddate: '0000-12-31 10:00:00:000+0000' }),
  textYear9999: enrolled({ enrolleddate: '9999-12-31 18:29:59:999+0000' }),
  textAfterYear9999: enrolled({ enrolleddate: '9999-12-31 18:30:00:000+0000' }),
  textEmpty: enrolled({ enrolleddate: '' }),
  textBlank: enrolled({ enrolleddate: ' \t\n' }),
  textWithLineFeed: enrolled({ enrolleddate: '2026-06-27\n' }),
  textWithNul: enrolled({ enrolleddate: '2026-06-27\0' }),
  textInArabicDigits: enrolled({ enrolleddate: '٢٠٢٦-٠٦-٢٧' }),
  textFormula: enrolled({ enrolleddate: '=TODAY()' }),
  textMegabyte: enrolled({ enrolleddate: '2'.repeat(1_000_000) }),
};
