import { batchDays, type DemoBatch } from './batch.ts';
import { CAST } from './cast.ts';
import { COURSE_NAME } from './course.ts';
import { hostileBatchValues } from './hostile/hostile-batch.ts';
import { country } from './places/place-tree.ts';
import { Random } from './random.ts';
import { type Row, row, type Values } from './rows.ts';
import { dayText, timestampText } from './sunbird-text.ts';

const DAY_MS = 86_400_000;

/** All organisations of the creator, as the portal writes them: schools, her root organisation and another tenant's, in no order. */
function createdFor(random: Random): string[] {
  const { courseState: own, otherStates } = country();
  const other = random.pick(otherStates);
  const schools = [random.pick(own.schools), random.pick(own.schools), random.pick(other.schools)];
  return random.shuffle([...new Set([own.rootOrgId, other.rootOrgId, ...schools.map(({ orgId }) => orgId)])]);
}

/** The batch's own row; an even number has the older text dates only. */
export function batchRow(batch: DemoBatch): Row {
  const values = batchValues(batch);
  return row('sunbird_courses.course_batch', batch.hostile === undefined ? values : hostileBatchValues(values));
}

function batchValues(batch: DemoBatch): Values<'sunbird_courses.course_batch'> {
  const { start, end } = batchDays(batch);
  const created = new Date(start.getTime() - 4 * DAY_MS + 20_096_221);
  const isNewForm = batch.batchNo % 2 === 1;
  return {
    courseid: batch.courseId,
    batchid: batch.batchId,
    name: `${COURSE_NAME}, batch ${batch.batchNo}`,
    description: 'For teachers of classes 1 to 3',
    createdby: CAST.creator.id,
    createdfor: createdFor(new Random('created-for', batch.batchNo)),
    mentors: [CAST.mentor.id, CAST.mentorWithoutAddress.id, CAST.olderRolesMentor.id, CAST.mentorWithoutRole.id],
    enrollmenttype: 'open',
    status: 1,
    createddate: timestampText(created),
    created_date: isNewForm ? created : undefined,
    startdate: dayText(start),
    start_date: isNewForm ? start : undefined,
    enddate: dayText(end),
    end_date: isNewForm ? end : undefined,
  };
}
