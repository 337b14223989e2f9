import { encryptContact } from './contact-encrypt.ts';
import { maskEmail } from './people/masks.ts';
import { rootOrgId } from './places/organisation-id.ts';
import { COURSE_STATE } from './places/states.ts';
import { Random } from './random.ts';
import { type Row, row } from './rows.ts';

/** The platform's public default of `sunbird_encryption_key`, with which the embedded stack runs. */
export const DEMO_SALT = 'SunBird';

/** The people around a batch, most for one answer of the rule who may ask (docs/domain.md, Who may ask). */
export interface Person {
  readonly id: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly address?: string;
  /** Rows of `user_roles`. */
  readonly roles: readonly string[];
  /** The older column `user.roles`. */
  readonly olderRoles?: readonly string[];
}

function person(part: string, rest: Omit<Person, 'id'>): Person {
  return { id: new Random('cast', part).uuid(), ...rest };
}

export const CAST = {
  creator: person('creator', {
    firstname: 'Bhavani',
    lastname: 'Prasad',
    address: 'bhavani.prasad@example.org',
    roles: ['PUBLIC', 'CONTENT_CREATOR'],
  }),
  mentor: person('mentor', {
    firstname: 'మీనాక్షి',
    lastname: 'రావు',
    address: 'meenakshi.rao@example.org',
    roles: ['PUBLIC', 'COURSE_MENTOR'],
  }),
  mentorWithoutAddress: person('mentor without address', {
    firstname: 'Koteswara',
    lastname: 'Rao',
    roles: ['PUBLIC', 'COURSE_MENTOR'],
  }),
  olderRolesMentor: person('mentor with the older roles column', {
    firstname: 'Saroja',
    lastname: 'Naidu',
    address: 'saroja.naidu@example.org',
    roles: [],
    olderRoles: ['PUBLIC', 'COURSE_MENTOR'],
  }),
  mentorWithoutRole: person('mentor without role', {
    firstname: 'Chandra',
    lastname: 'Sekhar',
    address: 'chandra.sekhar@example.org',
    roles: ['PUBLIC'],
  }),
  /** Has the role and an address, but is nobody's mentor. */
  stranger: person('stranger', {
    firstname: 'Devika',
    lastname: 'Nair',
    address: 'devika.nair@example.org',
    roles: ['PUBLIC', 'COURSE_MENTOR'],
  }),
  /** Asks for no report: she reads the download ratio of every tenant. */
  productOwner: person('product owner', {
    firstname: 'Farida',
    lastname: 'Begum',
    address: 'farida.begum@example.org',
    roles: ['PUBLIC', 'SYSTEM_ADMINISTRATION'],
  }),
} as const satisfies Record<string, Person>;

const ORG_ID = rootOrgId(COURSE_STATE.channel);
const CREATED = '2024-02-12 05:30:11:807+0000';

function userRow({ id, firstname, lastname, address, olderRoles }: Person): Row {
  return row('sunbird.user', {
    id,
    userid: id,
    username: `demo_${id.slice(0, 8)}`,
    firstname,
    lastname,
    email: address && encryptContact(address, DEMO_SALT),
    maskedemail: address && maskEmail(address),
    emailverified: address !== undefined,
    rootorgid: ORG_ID,
    channel: COURSE_STATE.channel,
    status: 1,
    isdeleted: false,
    roles: olderRoles,
    createddate: CREATED,
  });
}

/** One person, as the platform keeps her. */
export function* personRows(one: Person): Generator<Row> {
  yield userRow(one);
  yield row('sunbird.user_organisation', {
    userid: one.id,
    organisationid: ORG_ID,
    isdeleted: false,
    orgjoindate: CREATED,
  });
  for (const role of one.roles) {
    const scope = JSON.stringify([{ organisationId: ORG_ID }]);
    yield row('sunbird.user_roles', {
      userid: one.id,
      role,
      scope: role === 'PUBLIC' ? '[]' : scope,
      createddate: CREATED,
    });
  }
}

export function* castRows(): Generator<Row> {
  for (const one of Object.values(CAST)) yield* personRows(one);
}
