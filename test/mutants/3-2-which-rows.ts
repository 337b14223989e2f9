import { inFile } from './mutant.ts';

export const WHICH_ROWS = [
  ...inFile('3.2', 'adapters/cassandra/enrolments.ts', [
    {
      breaks: 'rows of another course under the same batch id are reported',
      from: ".filter((row) => row['courseid'] === courseId).map(toEnrolment)",
      to: '.map(toEnrolment)',
    },
    {
      breaks: 'rows of another course are found by the index of the batch',
      from: ".filter((row) => row['courseid'] === courseId).map((row) => row['userid'])",
      to: ".map((row) => row['userid'])",
    },
  ]),
  ...inFile('3.2', 'activities/enrolments-of-page.ts', [
    {
      breaks: 'rows found by index are in no order',
      from: '.toSorted((a, b) => byCodePoint(a.userId, b.userId))',
      to: '',
    },
    {
      breaks: 'rows found by index are in descending order of userid',
      from: 'byCodePoint(a.userId, b.userId)',
      to: 'byCodePoint(b.userId, a.userId)',
    },
  ]),
  ...inFile('3.2', 'report/enrolled.ts', [
    { breaks: 'active null counts as true', from: 'enrolment.active === true', to: 'enrolment.active !== false' },
    { breaks: 'inactive enrolments are reported', from: 'enrolment.active === true', to: 'true' },
    { breaks: 'a blank userid gets a row', from: ' && hasText(enrolment.userId)', to: '' },
  ]),
  ...inFile('3.2', 'report/tally.ts', [
    {
      breaks: 'active null is not counted as inactive',
      from: 'enrolments.length - active.length',
      to: 'enrolments.filter((enrolment) => enrolment.active === false).length',
    },
    {
      breaks: 'a blank userid is not counted in the manifest',
      from: 'active.filter((enrolment) => !isLearner(enrolment)).length',
      to: '0',
    },
    {
      breaks: 'inactive enrolments are counted as blank userids',
      from: 'active.filter((enrolment) => !isLearner(enrolment)).length',
      to: 'enrolments.filter((enrolment) => !isLearner(enrolment)).length',
    },
    {
      breaks: 'blank userids of several pages are not added up',
      from: 'a.blankUserIds + b.blankUserIds',
      to: 'a.blankUserIds',
    },
  ]),
  ...inFile('3.2', 'report/message.ts', [
    {
      breaks: 'the mail does not say that there is no learner',
      from: '...(isEmpty ? [NOBODY] : [])',
      to: '',
    },
  ]),
];
