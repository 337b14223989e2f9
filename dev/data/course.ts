import { Random } from './random.ts';
import { type Row, row } from './rows.ts';

/** The platform's content ids: `do_` and 20 or more digits. */
function contentId(...key: readonly (string | number)[]): string {
  return `do_3140${new Random('content', ...key).digits(17)}`;
}

export const COURSE_ID = contentId('course');
export const COURSE_NAME = 'Foundational Literacy and Numeracy: Teaching in Mixed Classes';
/** A course that some enrolments of the same batch id belong to. */
export const OTHER_COURSE_ID = contentId('other course');

const UNITS = 5;
const CONTENTS_PER_UNIT = 8;
export const LEAF_COUNT = UNITS * CONTENTS_PER_UNIT;
export const CONTENT_IDS: readonly string[] = Array.from({ length: LEAF_COUNT }, (_, leaf) => contentId('leaf', leaf));

function leaf(identifier: string, index: number) {
  const mimeType =
    index % CONTENTS_PER_UNIT === CONTENTS_PER_UNIT - 1 ? 'application/vnd.ekstep.ecml-archive' : 'video/mp4';
  return {
    identifier,
    name: `Part ${index + 1}`,
    contentType: 'Resource',
    mimeType,
    index: (index % CONTENTS_PER_UNIT) + 1,
  };
}

function unit(index: number) {
  const first = index * CONTENTS_PER_UNIT;
  const children = CONTENT_IDS.slice(first, first + CONTENTS_PER_UNIT).map((id, at) => leaf(id, first + at));
  return {
    identifier: contentId('unit', index),
    name: `Unit ${index + 1}`,
    contentType: 'CourseUnit',
    leafNodesCount: children.length,
    children,
  };
}

/** The course's tree, whose `leafNodesCount` is 40. */
export function hierarchyRow(): Row {
  const hierarchy = {
    identifier: COURSE_ID,
    name: COURSE_NAME,
    contentType: 'Course',
    mimeType: 'application/vnd.ekstep.content-collection',
    status: 'Live',
    leafNodesCount: LEAF_COUNT,
    children: Array.from({ length: UNITS }, (_, index) => unit(index)),
  };
  return row('dev_hierarchy_store.content_hierarchy', { identifier: COURSE_ID, hierarchy: JSON.stringify(hierarchy) });
}
