/**
 * What can be unusual about a learner: decks of 1,000 cards, from each of which every learner gets one card
 * (deal.ts). The number is how many of 1,000 learners get that card, so that each case is there at 1,000 learners and
 * stays rare at 100,000. A case that only some learners can show (an old state ID needs a state user) has at least 8.
 */
export const DECKS = {
  /** The user row itself (docs/domain.md, The user behind the row). */
  standing: { ordinary: 966, noProfile: 8, deletedByFlag: 5, deletedByStatus: 5, blocked: 6, childAccount: 10 },

  /** What the learner is to the course's tenant: decides what is private and where the external ID is found. */
  home: {
    courseTenant: 640,
    otherTenant: 25,
    noRootOrg: 3,
    unknownRootOrg: 2,
    // The others signed up by themselves and belong to the custodian organisation.
    declaredToCourseTenant: 150,
    declaredTwoPersonas: 10,
    declaredAndRejected: 10,
    declaredInOldRows: 20,
    declaredToOtherTenant: 10,
    undeclaredInCourseState: 80,
    undeclaredElsewhere: 50,
  },

  name: {
    latin: 528,
    ownScript: 333,
    // Teachers move: these scripts are there whatever the state.
    devanagari: 15,
    telugu: 15,
    tamil: 15,
    bengali: 15,
    kannada: 15,
    noLastName: 20,
    blankLastName: 10,
    noName: 3,
    comma: 6,
    quotes: 5,
    lineFeed: 3,
    carriageReturn: 3,
    equalsSign: 3,
    otherSign: 3,
    joiner: 4,
    spacesAround: 4,
  },

  email: { ordinary: 690, none: 270, blank: 10, tooShortToMask: 10, notAnAddress: 5, storedPlain: 8, storedBroken: 7 },

  phone: {
    ordinary: 885,
    none: 60,
    blank: 10,
    withDashes: 15,
    tooShortToMask: 8,
    unmasked: 6,
    storedPlain: 8,
    storedBroken: 8,
  },

  /** Form and completeness of the profile's location (docs/domain.md, Location lists). */
  location: {
    whole: 560,
    districtAndBlock: 240,
    olderList: 90,
    emptyJsonOlderList: 10,
    noBlock: 40,
    stateOnly: 10,
    none: 20,
    schoolOnly: 8,
    twoBlocks: 8,
    blockOfOtherDistrict: 6,
    unknownIds: 8,
  },

  membership: {
    oneSchool: 860,
    severalSchools: 50,
    none: 40,
    ended: 12,
    board: 14,
    unknownOrganisation: 12,
    oddJoinDates: 12,
  },

  stateId: { today: 850, old: 60, bothGenerations: 20, none: 46, loweredOnly: 12, ciphertext: 12 },

  enrolledDate: { newForm: 690, bothForms: 230, oldForm: 60, formsDiffer: 5, none: 5, unreadable: 5, dayAlone: 5 },

  /** docs/domain.md, Course Progress: each of the five rules has learners. */
  progress: {
    completed: 400,
    completedOlder: 10,
    partly: 325,
    allDoneNotCompleted: 15,
    percentageOnly: 25,
    percentageHundred: 5,
    percentageAbove: 3,
    percentageBelow: 3,
    countOnly: 25,
    notBegun: 189,
  },

  consent: { none: 800, active: 160, activeForEver: 10, expired: 15, revoked: 15 },

  /** A further row in the batch's partition that must not become a row of the report. */
  bystander: { none: 960, inactive: 15, activeUnset: 5, otherCourse: 10, alsoOtherCourse: 10 },
} as const;

export type Decks = typeof DECKS;
export type DeckName = keyof Decks;
export type CaseOf<D extends DeckName> = keyof Decks[D];
/** One learner's cards. */
export type Cards = { readonly [D in DeckName]: CaseOf<D> };

export const DECK_SIZE = 1_000;
