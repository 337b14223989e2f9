import { expect, test } from 'vitest';
import { CONTENT_IDS, hierarchyRow, LEAF_COUNT } from '../../../dev/data/course.ts';
import { sample } from './demo-sample.ts';

const { batch, of } = sample(1);
const enrolments = of('sunbird_courses.report_user_enrolments');

test('the course has 40 contents, and its hierarchy says so', () => {
  const hierarchy = JSON.parse(String((hierarchyRow().values as { hierarchy: string }).hierarchy));
  expect(hierarchy).toMatchObject({ identifier: batch.courseId, leafNodesCount: 40 });
  expect(hierarchy.children.flatMap((unit: { children: { identifier: string }[] }) => unit.children)).toHaveLength(
    LEAF_COUNT,
  );
});

test('ids of course, contents and batch look like the platform’s', () => {
  expect([batch.courseId, ...CONTENT_IDS].filter((id) => !/^do_3\d{20}$/.test(id))).toEqual([]);
  expect(new Set(CONTENT_IDS).size).toBe(LEAF_COUNT);
  expect(batch.batchId).toMatch(/^01\d{17}$/);
});

test('a row that has the whole course weighs between 1 and 1.5 KB', () => {
  const whole = enrolments.filter(({ contentstatus }) => Object.keys(contentstatus ?? {}).length === LEAF_COUNT);
  // On the wire each entry is the id and the number, each behind four bytes of length.
  const bytes = Object.keys(whole[0]?.contentstatus ?? {}).reduce((sum, id) => sum + 4 + id.length + 4 + 4, 0);
  expect(whole.length).toBeGreaterThan(350);
  expect(bytes).toBeGreaterThan(1_000);
  expect(bytes).toBeLessThan(1_500);
});

test('the count of finished contents agrees with the contents', () => {
  const counted = enrolments.filter(
    ({ contentstatus, progress }) => contentstatus !== undefined && progress !== undefined,
  );
  for (const { contentstatus, progress } of counted) {
    expect(Object.values(contentstatus ?? {}).filter((state) => state === 2)).toHaveLength(Number(progress));
  }
});

test('nobody completes before she enrols', () => {
  for (const { completedon, enrolled_date: enrolled } of enrolments) {
    if (completedon instanceof Date && enrolled instanceof Date)
      expect(completedon.getTime()).toBeGreaterThanOrEqual(enrolled.getTime());
  }
});
