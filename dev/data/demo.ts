import { CAST } from './cast.ts';
import { COURSE_ID, LEAF_COUNT, OTHER_COURSE_ID } from './course.ts';
import { CUSTODIAN_ORG_ID, rootOrgId } from './places/organisation-id.ts';
import { COURSE_STATE } from './places/states.ts';

/** Ids that are the same for every seed and size. The batch id is not: ask `demoBatch()`. */
export const DEMO = {
  courseId: COURSE_ID,
  leafCount: LEAF_COUNT,
  otherCourseId: OTHER_COURSE_ID,
  courseOrgId: rootOrgId(COURSE_STATE.channel),
  courseOrgChannel: COURSE_STATE.channel,
  custodianOrgId: CUSTODIAN_ORG_ID,
  creatorId: CAST.creator.id,
  mentorId: CAST.mentor.id,
  mentorAddress: CAST.mentor.address,
  mentorWithoutAddressId: CAST.mentorWithoutAddress.id,
  olderRolesMentorId: CAST.olderRolesMentor.id,
  mentorWithoutRoleId: CAST.mentorWithoutRole.id,
  strangerId: CAST.stranger.id,
  productOwnerId: CAST.productOwner.id,
} as const;
