import fc from 'fast-check';
import { csvRecords } from '../../activities/csv-records.ts';
import { isLearner } from '../../report/enrolled.ts';
import { learnerRow } from '../../report/row.ts';
import { tallyOf } from '../../report/tally.ts';
import * as any from './arbitrary-records.ts';
import { directory } from './records.ts';

/** Learners by the hundred: records are dear to generate, so that a few of each are mixed. */

/** As many of each record as its number says; sizes without a common divisor, so that no two learners are the same mixture. */
const anyRecords = fc.record({
  enrolments: many(any.enrolment, 25),
  profiles: many(any.learnerParts.profile, 23),
  memberships: many(any.learnerParts.memberships, 19),
  externalIdentities: many(any.learnerParts.externalIdentities, 17),
  declarations: many(any.learnerParts.declarations, 13),
  consents: many(any.learnerParts.consent, 11),
  directories: many(fc.tuple(any.organisations, any.locations), 7),
  facts: many(any.facts, 3),
  settings: many(any.settings, 2),
});

function many<T>(one: fc.Arbitrary<T>, count: number): fc.Arbitrary<T[]> {
  return fc.array(one, { minLength: count, maxLength: count });
}

function at<T>(list: readonly T[], no: number): T {
  return list[no % list.length] as T;
}

export const LEARNERS_AT_ONCE = 200;

/** What a few steps make of them: the enrolments, their records in the file, and the count. */
export const anyLearners = anyRecords.map((records) => {
  const enrolments = Array.from({ length: LEARNERS_AT_ONCE }, (_, no) => at(records.enrolments, no));
  const rows = enrolments.flatMap((enrolment, no) => {
    if (!isLearner(enrolment)) return [];
    const learner = {
      profile: at(records.profiles, no),
      memberships: at(records.memberships, no),
      externalIdentities: at(records.externalIdentities, no),
      declarations: at(records.declarations, no),
      consent: at(records.consents, no),
    };
    const places = directory(...at(records.directories, no));
    return [learnerRow(enrolment, learner, at(records.facts, no), places, at(records.settings, no))];
  });
  const { text, cellsProtected } = csvRecords(rows);
  return { enrolments, text, tally: tallyOf(enrolments, rows, cellsProtected) };
});
