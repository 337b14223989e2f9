import type { Values } from '../rows.ts';

type Batch = Values<'sunbird_courses.course_batch'>;

const strangers = ['', ' ', '\0', 'nobody', 'x'.repeat(70_000), '__proto__'];

/** A batch's own row with poison around what the report needs of it: the creator, the mentors, the tenant. */
export function hostileBatchValues({ name, mentors, createdfor, ...rest }: Batch): Batch {
  return {
    ...rest,
    name: `=1+1\u202e\r\nBcc: nobody@example.org\r\n\r\n${String(name)} "<b>" 👩‍🏫\0`,
    mentors: [...strangers, ...(mentors as string[])],
    createdfor: [...strangers, ...(createdfor as string[]), ...(createdfor as string[])],
    startdate: '2026-02-30',
    start_date: new Date('0000-06-01T00:00:00Z'),
    enddate: '\0',
    end_date: new Date(8_640_000_000_000_000),
  };
}
