import { type Row, row, type Values } from '../rows.ts';
import { dayText, timestampText } from '../sunbird-text.ts';
import type { LearnerContext } from './learner-context.ts';
import { progressOf } from './progress.ts';

type EnrolledDate = Pick<Values<'sunbird_courses.report_user_enrolments'>, 'enrolled_date' | 'enrolleddate'>;

const DAY_MS = 86_400_000;
const UNREADABLE = ['2026-02-30 10:00:00:000+0000', '27/06/2026', '2026-06-31', 'null'];

function enrolledDate({ cards, random, enrolledAt }: LearnerContext): EnrolledDate {
  const text = timestampText(enrolledAt);
  switch (cards.enrolledDate) {
    case 'newForm':
      return { enrolled_date: enrolledAt };
    case 'bothForms':
      return { enrolled_date: enrolledAt, enrolleddate: text };
    case 'oldForm':
      return { enrolleddate: text };
    case 'formsDiffer':
      return { enrolled_date: enrolledAt, enrolleddate: timestampText(new Date(enrolledAt.getTime() - 9 * DAY_MS)) };
    case 'none':
      return {};
    case 'unreadable':
      return { enrolleddate: random.pick(UNREADABLE) };
    case 'dayAlone':
      return { enrolleddate: dayText(enrolledAt) };
  }
}

/** @param active unset where `undefined`, as the platform's oldest rows are */
export function enrolmentRow(context: LearnerContext, courseId: string, active: boolean | undefined): Row {
  return row('sunbird_courses.report_user_enrolments', {
    batchid: context.batch.batchId,
    courseid: courseId,
    userid: context.userId,
    active,
    addedby: context.random.chance(0.3) ? context.userId : undefined,
    ...enrolledDate(context),
    ...progressOf(context),
  });
}
