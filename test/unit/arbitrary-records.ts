import fc from 'fast-check';
import type {
  CourseFacts,
  Declaration,
  Enrolment,
  ExternalIdentity,
  Learner,
  Location,
  Membership,
  Organisation,
  Profile,
} from '../../report/learner.ts';
import type { RowSettings } from '../../report/row-settings.ts';

/** Any records that the types allow, with few ids so that they meet, and with poison in every text. */

const ID = fc.constantFrom(
  'org-1',
  'org-2',
  'ORG-1',
  'custodian',
  'place-1',
  'place-2',
  'place-3',
  'gone',
  '',
  ' ',
  '__proto__',
);
const LOCATION_TYPE = fc.constantFrom('state', 'district', 'block', 'cluster', 'school', ' BLOCK ', 'x', '');
const POISON = fc.constantFrom(
  '=1+1',
  '+91',
  '-5',
  '@x',
  '\u200b=1',
  '\u0000',
  '\ud800',
  '\udc00x',
  'a\r\nb',
  '"',
  ',',
  "'",
  '\ufeff',
  ' \t ',
  '*',
  'asha.rao@example.org',
  'ab@example.org',
  '9876501234',
  '12345',
  'ap',
  'declared-ext-id',
  'REJECTED',
  'ACTIVE',
  '2020-06-26',
  '2020-06-26 13:28:16:221+0000',
  '2020-02-30',
  '9999-12-31T23:00:00Z',
);

export const text = fc.oneof(POISON, ID, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const maybeText = orNull(text);
const moment = orNull(fc.date({ noInvalidDate: false }));
const json = orNull(
  fc.oneof(
    fc.array(fc.record({ type: LOCATION_TYPE, id: ID })).map((entries) => JSON.stringify(entries)),
    fc.json(),
    text,
  ),
);

export const enrolment: fc.Arbitrary<Enrolment> = fc.record({
  userId: text,
  active: orNull(fc.boolean()),
  enrolledDate: moment,
  enrolledDateText: maybeText,
  completedOn: moment,
  contentStatus: orNull(fc.dictionary(text, fc.integer({ min: -1, max: 3 }))),
  completionPercentage: orNull(fc.integer({ min: -5, max: 900 })),
  progress: orNull(fc.integer({ min: -5, max: 900 })),
  activityAt: moment,
});

const profile: fc.Arbitrary<Profile> = fc.record({
  userId: text,
  firstName: maybeText,
  lastName: maybeText,
  maskedEmail: maybeText,
  maskedPhone: maybeText,
  email: maybeText,
  phone: maybeText,
  rootOrgId: orNull(ID),
  channel: maybeText,
  profileLocation: json,
  locationIds: orNull(fc.array(ID)),
  status: orNull(fc.integer({ min: -1, max: 3 })),
  isDeleted: orNull(fc.boolean()),
});

const membership: fc.Arbitrary<Membership> = fc.record({
  organisationId: ID,
  isDeleted: orNull(fc.boolean()),
  joinedAtText: maybeText,
});

const identity: fc.Arbitrary<ExternalIdentity> = fc.record({
  idType: fc.oneof(ID, text),
  provider: fc.oneof(ID, text),
  externalId: maybeText,
  originalExternalId: maybeText,
  originalProvider: maybeText,
});

const declaration: fc.Arbitrary<Declaration> = fc.record({
  orgId: ID,
  persona: text,
  status: maybeText,
  userInfo: orNull(fc.dictionary(fc.oneof(fc.constantFrom('declared-ext-id', 'declared-school-name'), text), text)),
});

/** What a learner is made of, each apart from the others. */
export const learnerParts = {
  profile: fc.option(profile, { nil: null, freq: 9 }),
  memberships: fc.array(membership, { maxLength: 4 }),
  externalIdentities: fc.array(identity, { maxLength: 4 }),
  declarations: fc.array(declaration, { maxLength: 3 }),
  consent: orNull(fc.record({ status: maybeText, expiry: moment })),
} as const;

export const learner: fc.Arbitrary<Learner> = fc.record(learnerParts);

const organisation: fc.Arbitrary<Organisation> = fc.record({
  id: ID,
  name: maybeText,
  channel: maybeText,
  isRootOrg: orNull(fc.boolean()),
  rootOrgId: orNull(ID),
  type: orNull(fc.constantFrom(2, 5)),
  orgLocation: json,
  locationIds: orNull(fc.array(ID)),
});

const location: fc.Arbitrary<Location> = fc.record({
  id: ID,
  name: maybeText,
  type: orNull(LOCATION_TYPE),
  parentId: orNull(ID),
});

export const organisations = fc.array(organisation, { maxLength: 6 });
export const locations = fc.array(location, { maxLength: 8 });

export const facts: fc.Arbitrary<CourseFacts> = fc.record({
  courseOrg: orNull(fc.record({ id: ID, channel: maybeText, stateId: orNull(ID) })),
  custodianOrgId: orNull(ID),
  leafCount: orNull(fc.integer({ min: 1, max: 300 })),
});

export const settings: fc.Arbitrary<RowSettings> = fc.record({
  privateColumns: fc.constantFrom('course-tenant', 'always'),
  contacts: fc.constantFrom('masked', 'full'),
  runStartedAt: fc.date({ noInvalidDate: true }),
});
