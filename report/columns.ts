/** The twelve columns, in the order and the spelling that the requirement fixes (docs/domain.md, 1). */
export const COLUMNS = [
  'External ID',
  'User ID',
  'User Name',
  'Email ID',
  'Mobile Number',
  'Organization Name',
  'District Name',
  'School Name',
  'Block Name',
  'Enrollment Date',
  'Course Progress',
  'Completion Date',
] as const;

export type ColumnName = (typeof COLUMNS)[number];

/** Shown only for learners of the course's own tenant (docs/domain.md, 3.4). */
export const PRIVATE_COLUMNS = ['External ID', 'School Name', 'Block Name'] as const satisfies readonly ColumnName[];

export type PrivateColumn = (typeof PRIVATE_COLUMNS)[number];
