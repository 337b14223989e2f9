import { expect, test } from 'vitest';
import { COLUMNS, PRIVATE_COLUMNS } from '../../report/columns.ts';

test('the header is the requirement’s, letter for letter', () => {
  expect(COLUMNS.join(',')).toBe(
    'External ID,User ID,User Name,Email ID,Mobile Number,Organization Name,District Name,School Name,Block Name,' +
      'Enrollment Date,Course Progress,Completion Date',
  );
});

test('three columns are private, the district is not', () => {
  expect([...PRIVATE_COLUMNS]).toEqual(['External ID', 'School Name', 'Block Name']);
});
