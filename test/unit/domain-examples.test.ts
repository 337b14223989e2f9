import { describe, expect, test } from 'vitest';
import { createContactCipher } from '../../adapters/cassandra/contact-cipher.ts';
import { encryptContact } from '../../dev/data/contact-encrypt.ts';
import { csvRecords } from '../../activities/csv-records.ts';
import type { Location } from '../../report/learner.ts';
import { docTable } from './doc-tables.ts';
import { cellOf, directory, enrolment, facts, learner, membership, organisation, profile, rowOf } from './records.ts';

/** The examples of docs/domain.md, run. */

const locations = docTable('Location').map(
  ([id, name, type, parentId]): Location =>
    ({ id, name, type, parentId }) as { id: string; name: string; type: string; parentId: string | null },
);

describe('3.5 district and block', () => {
  test.each(docTable("Example: profile's ids") as [string[], string[][], string, string][])(
    'profile %j, schools %j: %j, %j',
    (ids, schoolsIds, district, block) => {
      const schools = schoolsIds.map((locationIds, n) => organisation(`school-${n}`, { locationIds }));
      const row = rowOf(
        learner({
          profile: profile({ locationIds: ids }),
          memberships: schools.map(({ id }) => membership(id)),
        }),
        { directory: directory(schools, locations) },
      );
      expect([cellOf('District Name', row), cellOf('Block Name', row)]).toEqual([district, block]);
    },
  );
});

describe('3.7 dates', () => {
  test.each(docTable('Example: stored text') as [string, string][])('%j: %j', (enrolledDateText, cell) => {
    const row = rowOf(learner(), { enrolment: enrolment({ enrolledDateText }) });
    expect(cellOf('Enrollment Date', row)).toBe(cell);
  });
});

type ProgressExample = [number | null, boolean, [number, number] | null, number | null, number | null, string];

describe('3.8 course progress', () => {
  test.each(docTable('Example: leaf count') as ProgressExample[])(
    'leaf count %j, completed %j, done and begun %j, percentage %j, progress %j: %j',
    (leafCount, completed, contents, completionPercentage, progress, cell) => {
      const row = rowOf(learner(), {
        facts: facts({ leafCount }),
        enrolment: enrolment({
          completedOn: completed ? new Date(0) : null,
          contentStatus: contents === null ? null : contentStatus(...contents),
          completionPercentage,
          progress,
        }),
      });
      expect(cellOf('Course Progress', row)).toBe(cell);
    },
  );
});

describe('3.9 the file', () => {
  test.each(docTable('Example: cell') as [string, string][])('%j: %j', (cell, field) => {
    const cells = [...Array<string>(11).fill(''), cell];
    expect(csvRecords([{ cells, blanks: [] }]).text).toBe(`,,,,,,,,,,,${field}\r\n`);
  });
});

describe('5 masks', () => {
  test.each(docTable('Example: maskedemail') as [string | null, string][])('e-mail %j: %j', (maskedEmail, cell) => {
    expect(cellOf('Email ID', rowOf(learner({ profile: profile({ maskedEmail }) })))).toBe(cell);
  });

  test.each(docTable('Example: maskedphone') as [string | null, string][])('phone %j: %j', (maskedPhone, cell) => {
    expect(cellOf('Mobile Number', rowOf(learner({ profile: profile({ maskedPhone }) })))).toBe(cell);
  });
});

describe('5 the cipher', () => {
  test.each(docTable('Example: plain') as [string, string, string][])('%j with salt %j', (plain, salt, stored) => {
    expect(createContactCipher(salt).decrypt(stored)).toBe(plain);
    expect(encryptContact(plain, salt)).toBe(stored);
  });
});

function contentStatus(done: number, begun: number): Record<string, number> {
  const entries = Array.from({ length: done + begun }, (_, n) => [`do_${n}`, n < done ? 2 : 1] as const);
  return Object.fromEntries(entries);
}
