/** The records a row is made of, as Sunbird stores them: `null` = the column has no value. Nothing here is trimmed or checked. */

/** One row of the enrolment table, inside the requested batch and course. */
export interface Enrolment {
  readonly userId: string;
  readonly active: boolean | null;
  readonly enrolledDate: Date | null;
  /** The older text form of `enrolledDate` (docs/domain.md, 3.7). */
  readonly enrolledDateText: string | null;
  readonly completedOn: Date | null;
  /** Content id -> state; 2 = done. */
  readonly contentStatus: Readonly<Record<string, number>> | null;
  readonly completionPercentage: number | null;
  /** Number of finished contents, not a percentage. */
  readonly progress: number | null;
  /** When the row was last written; only its newest value over the batch is used. */
  readonly activityAt: Date | null;
}

export interface Profile {
  readonly userId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly maskedEmail: string | null;
  readonly maskedPhone: string | null;
  /** Decrypted in full mode only, else `null`. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly rootOrgId: string | null;
  /** A short word such as `ap`; never an organisation id. */
  readonly channel: string | null;
  /** JSON text `[{"type":"district","id":"…"}]`. */
  readonly profileLocation: string | null;
  readonly locationIds: readonly string[] | null;
  /** 1 active, 0 blocked, 2 deleted. */
  readonly status: number | null;
  readonly isDeleted: boolean | null;
}

export interface Membership {
  readonly organisationId: string;
  readonly isDeleted: boolean | null;
  readonly joinedAtText: string | null;
}

export interface Organisation {
  readonly id: string;
  readonly name: string | null;
  readonly channel: string | null;
  readonly isRootOrg: boolean | null;
  readonly rootOrgId: string | null;
  /** 2 school, 5 board; `null` on old rows. */
  readonly type: number | null;
  readonly orgLocation: string | null;
  readonly locationIds: readonly string[] | null;
}

export interface Location {
  readonly id: string;
  readonly name: string | null;
  readonly type: string | null;
  readonly parentId: string | null;
}

export interface ExternalIdentity {
  readonly idType: string;
  readonly provider: string;
  /** Lower-cased by Sunbird. */
  readonly externalId: string | null;
  /** As the state issued it. */
  readonly originalExternalId: string | null;
  readonly originalProvider: string | null;
}

export interface Declaration {
  readonly orgId: string;
  readonly persona: string;
  readonly status: string | null;
  readonly userInfo: Readonly<Record<string, string>> | null;
}

export interface Consent {
  readonly status: string | null;
  readonly expiry: Date | null;
}

/** All that is known of one learner. `profile` is `null` when the user row is missing; the lists are then empty. */
export interface Learner {
  readonly profile: Profile | null;
  readonly memberships: readonly Membership[];
  readonly externalIdentities: readonly ExternalIdentity[];
  readonly declarations: readonly Declaration[];
  /** The learner's consent for this course and course org; read in full mode only. */
  readonly consent: Consent | null;
}

/** Organisations and locations that were loaded for a page of learners; a missing id answers `undefined`. */
export interface Directory {
  organisation(id: string): Organisation | undefined;
  location(id: string): Location | undefined;
}

/** The tenant that the course belongs to (docs/domain.md, 3.1). */
export interface CourseOrg {
  readonly id: string;
  readonly channel: string | null;
  /** Location id of the state in which the organisation lies. */
  readonly stateId: string | null;
}

/** What all rows of one report share. */
export interface CourseFacts {
  readonly courseOrg: CourseOrg | null;
  /** Home of all self-signed-up users; `null` where the platform names none. */
  readonly custodianOrgId: string | null;
  /** Number of contents in the course, a whole number > 0; `null` = unknown. */
  readonly leafCount: number | null;
}

export interface Batch {
  readonly courseId: string;
  readonly batchId: string;
  readonly name: string | null;
  readonly createdBy: string | null;
  readonly mentors: readonly string[] | null;
  /** Organisation ids, root organisations and schools mixed, in no order. */
  readonly createdFor: readonly string[] | null;
  readonly startDate: Date | null;
  readonly startDateText: string | null;
  readonly endDate: Date | null;
  readonly endDateText: string | null;
}

/** The user who asks, with what decides whether she may (docs/domain.md, 4). */
export interface Requester {
  readonly profile: Profile;
  /** Rows of user_roles, or the user's own roles column (scope `null`) where there are none. */
  readonly roles: readonly { readonly role: string; readonly scope: string | null }[];
  /** Decrypted `user.email`, or the stored text where it does not decrypt; not yet checked (a ciphertext has no `@`). */
  readonly address: string | null;
}
