import { COURSE_ORG } from './3-1-course-org.ts';
import { WHICH_ROWS } from './3-2-which-rows.ts';
import { LEARNER_KIND } from './3-3-learner-kind.ts';
import { PRIVACY } from './3-4-privacy.ts';
import { DISTRICT_BLOCK } from './3-5-district-block.ts';
import { TWELVE_COLUMNS } from './3-6-columns.ts';
import { EXTERNAL_ID } from './3-6-external-id.ts';
import { SCHOOLS } from './3-6-schools.ts';
import { DATES } from './3-7-dates.ts';
import { PROGRESS } from './3-8-progress.ts';
import { THE_FILE } from './3-9-file.ts';
import { WORDS } from './3-words.ts';
import { WHO_MAY_ASK } from './4-who-may-ask.ts';
import { CIPHER } from './5-cipher.ts';
import { CONTACTS } from './5-contacts.ts';
import type { Mutant } from './mutant.ts';

/** In the order of docs/domain.md. */
export const MUTANTS: readonly Mutant[] = [
  ...WORDS,
  ...COURSE_ORG,
  ...WHICH_ROWS,
  ...LEARNER_KIND,
  ...PRIVACY,
  ...DISTRICT_BLOCK,
  ...TWELVE_COLUMNS,
  ...EXTERNAL_ID,
  ...SCHOOLS,
  ...DATES,
  ...PROGRESS,
  ...THE_FILE,
  ...WHO_MAY_ASK,
  ...CONTACTS,
  ...CIPHER,
];
