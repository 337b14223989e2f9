import { COURSE_ID } from '../course.ts';
import { hostile } from './hostile-case.ts';

/** Each learner's own id stays in it, so that batches of any seed keep their learners apart. */
const id = (make: (plain: string) => string) => hostile(({ userId }) => ({ userId: make(userId) }));

/** The clustering key of an enrolment, which is course and user, has room for 65,535 bytes. */
const LONGEST_BYTES = 65_535 - COURSE_ID.length;

export const USER_IDS = {
  long: id((plain) => plain.padEnd(4_000, '0')),
  longest: id((plain) => plain.padEnd(LONGEST_BYTES, '0')),
  longestInTelugu: id((plain) => plain + 'క'.repeat(Math.floor((LONGEST_BYTES - plain.length) / 3))),
  upperCase: id((plain) => plain.toUpperCase()),
  spacesAround: id((plain) => ` ${plain} `),
  tabBefore: id((plain) => `\t${plain}`),
  nulBefore: id((plain) => `\0${plain}`),
  equalsSign: id((plain) => `=${plain}`),
  signBehindZeroWidth: id((plain) => `\u200b+${plain}`),
  quoteCommaLine: id((plain) => `"${plain}",\r\n"`),
  statement: id((plain) => `'; DROP TABLE sunbird.user; -- ${plain}`),
  pathUp: id((plain) => `../../${plain}%00`),
  rightToLeft: id((plain) => `آ${plain}`),
  // These two sort the other way round in JavaScript than in Cassandra.
  privateUse: id((plain) => `\ue000${plain}`),
  emoji: id((plain) => `😀${plain}`),
};
