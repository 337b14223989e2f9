import type { Client } from 'cassandra-driver';
import { applySunbirdSchema } from '../../dev/data/cassandra/apply-schema.ts';
import { inLanes } from '../../dev/data/cassandra/in-lanes.ts';
import { writeDemoData } from '../../dev/data/cassandra/write-demo-data.ts';
import { writeRows } from '../../dev/data/cassandra/write-rows.ts';
import { demoBatch, type DemoBatch } from '../../dev/data/batch.ts';
import { batchRow } from '../../dev/data/batch-row.ts';
import { CAST, personRows } from '../../dev/data/cast.ts';
import { hierarchyRow } from '../../dev/data/course.ts';
import { demoLearners } from '../../dev/data/learner/learners.ts';
import { rootOrgId } from '../../dev/data/places/organisation-id.ts';
import { OTHER_STATES } from '../../dev/data/places/states.ts';
import { Random } from '../../dev/data/random.ts';
import { row, type Row } from '../../dev/data/rows.ts';
import { MENTORS, SIZES } from './plan.ts';

const OTHER_COURSE = { no: 3, courseId: 'do_31400000000000000000soak' } as const;

/** One batch for each of the sizes; nobody is a learner of two. */
export const BATCHES: readonly DemoBatch[] = SIZES.map((learners, no) => {
  const batch = demoBatch({ learners, batchNo: no + 1 });
  return no === OTHER_COURSE.no ? { ...batch, courseId: OTHER_COURSE.courseId } : batch;
});

const MENTOR_IDS = Array.from({ length: MENTORS }, (_, no) => new Random('soak mentor', no).uuid());

export function mentorId(no: number): string {
  return MENTOR_IDS[no] ?? '';
}

export const MENTOR_ADDRESSES = MENTOR_IDS.map((_, no) => `mentor-${no}@example.org`);

/** Writes what an earlier soak has not left behind. */
export async function writeBatches(client: Client, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  await applySunbirdSchema(client);
  for (const [no, batch] of BATCHES.entries()) {
    say(`batch ${no + 1} of ${BATCHES.length}, ${batch.activeLearners} learners, unless it is there`);
    await writeDemoData(client, { learners: batch.activeLearners, batchNo: batch.batchNo }, { signal });
    await writeRows(client, [sharedBatchRow(batch)]);
  }
  await writeRows(client, MENTOR_IDS.flatMap(mentorRows));
  await writeOtherCourse(client);
}

/** The same learners once more, under a course of another tenant. */
async function writeOtherCourse(client: Client): Promise<void> {
  const batch = BATCHES[OTHER_COURSE.no];
  if (batch === undefined) return;
  await inLanes(demoLearners(batch), 10, ({ rows }) => writeRows(client, rows));
  const { values } = hierarchyRow() as Extract<Row, { table: 'dev_hierarchy_store.content_hierarchy' }>;
  await writeRows(client, [row('dev_hierarchy_store.content_hierarchy', { ...values, identifier: batch.courseId })]);
}

function sharedBatchRow(batch: DemoBatch): Row {
  const { values } = batchRow(batch) as Extract<Row, { table: 'sunbird_courses.course_batch' }>;
  const isOther = batch.courseId === OTHER_COURSE.courseId;
  const createdfor = isOther ? [rootOrgId(OTHER_STATES[0]?.channel ?? '')] : values.createdfor;
  return row('sunbird_courses.course_batch', { ...values, createdfor, mentors: MENTOR_IDS });
}

function mentorRows(id: string, no: number): Row[] {
  return [...personRows({ ...CAST.mentor, id, address: MENTOR_ADDRESSES[no] ?? '' })];
}
