import { blankCell, type Cell, type Cells, textCell } from './cell.ts';
import { indianDay, indianDayOfText } from './dates.ts';
import type { Enrolment } from './learner.ts';
import { progressPercent } from './progress.ts';
import { hasText } from './text.ts';

/** The columns that need no user row: every learner has them. */
export type EnrolmentColumn = 'User ID' | 'Enrollment Date' | 'Course Progress' | 'Completion Date';

export function enrolmentCells(enrolment: Enrolment, leafCount: number | null): Cells<EnrolmentColumn> {
  return {
    'User ID': textCell(enrolment.userId),
    'Enrollment Date': enrollmentDateCell(enrolment),
    'Course Progress': textCell(`${progressPercent(enrolment, leafCount)}%`),
    'Completion Date': completionDateCell(enrolment),
  };
}

/** The timestamp wins over the older text, also where they differ (docs/domain.md, 3.7). */
function enrollmentDateCell({ enrolledDate, enrolledDateText }: Enrolment): Cell {
  if (enrolledDate !== null) return dayCell(indianDay(enrolledDate));
  return hasText(enrolledDateText) ? dayCell(indianDayOfText(enrolledDateText)) : blankCell('noValue');
}

function completionDateCell({ completedOn }: Enrolment): Cell {
  return completedOn === null ? blankCell('noValue') : dayCell(indianDay(completedOn));
}

function dayCell(day: string | null): Cell {
  return day === null ? blankCell('unreadableDate') : textCell(day);
}
