import { type Row, row, type Values } from '../rows.ts';
import { Random } from '../random.ts';
import { locationJson } from '../sunbird-text.ts';
import { CUSTODIAN_ORG_ID } from './organisation-id.ts';
import { type Place, type School, type State, country } from './place-tree.ts';

const CREATED = '2019-06-03 06:11:40:112+0000';
const SCHOOL = 2;
const BOARD = 5;

function locationRow(place: Place): Row {
  const { id, code, name, type, parentId } = place;
  return row('sunbird.location', { id, code, name, type, parentid: parentId ?? undefined });
}

function rootOrgRow(id: string, orgname: string, channel: string, state: State | null): Row {
  return row('sunbird.organisation', {
    id,
    orgname,
    channel,
    hashtagid: id,
    slug: channel,
    isrootorg: true,
    istenant: true,
    rootorgid: id,
    organisationtype: BOARD,
    orglocation: state ? locationJson([state.place]) : undefined,
    status: 1,
    createddate: CREATED,
  });
}

type OrganisationLocation = Pick<Values<'sunbird.organisation'>, 'locationids' | 'orglocation'>;

/** Mostly the JSON down to the cluster; one school in ten has the older list, a few only their block or nothing. */
function schoolLocation(school: School, random: Random): OrganisationLocation {
  const { state, district, block, cluster } = school;
  const whole = [state, district, block, ...(cluster ? [cluster] : [])];
  const kind = random.below(100);
  if (kind < 10) return { locationids: whole.map(({ id }) => id) };
  if (kind < 14) return { orglocation: locationJson([block]) };
  if (kind < 16) return {};
  return { orglocation: locationJson(random.chance(0.3) ? whole.reverse() : whole) };
}

function schoolRow(state: State, school: School): Row {
  const random = new Random('school-org', school.orgId);
  return row('sunbird.organisation', {
    id: school.orgId,
    orgname: school.place.name,
    channel: state.spec.channel,
    externalid: school.place.code,
    provider: state.spec.channel,
    hashtagid: school.orgId,
    isrootorg: false,
    istenant: false,
    rootorgid: state.rootOrgId,
    // Rows from before V1.117 have no type.
    organisationtype: random.chance(0.05) ? undefined : SCHOOL,
    ...schoolLocation(school, random),
    status: 1,
    createddate: CREATED,
  });
}

function boardRow(state: State): Row {
  return row('sunbird.organisation', {
    id: state.boardOrgId,
    orgname: `Board of Secondary Education, ${state.place.name}`,
    channel: state.spec.channel,
    isrootorg: false,
    istenant: false,
    rootorgid: state.rootOrgId,
    organisationtype: BOARD,
    orglocation: locationJson([state.place]),
    status: 1,
    createddate: CREATED,
  });
}

function* stateRows(state: State): Generator<Row> {
  for (const place of state.places) yield locationRow(place);
  yield rootOrgRow(state.rootOrgId, state.spec.rootOrgName, state.spec.channel, state);
  yield boardRow(state);
  for (const school of state.schools) yield schoolRow(state, school);
}

/** Locations, organisations and the setting that names the custodian organisation: about 15,000 rows. */
export function* placeRows(): Generator<Row> {
  yield rootOrgRow(CUSTODIAN_ORG_ID, 'DIKSHA Custodian Organisation', 'dikshacustodian', null);
  yield row('sunbird.system_settings', { id: 'custodianOrgId', field: 'custodianOrgId', value: CUSTODIAN_ORG_ID });
  const { courseState, otherStates } = country();
  for (const state of [courseState, ...otherStates]) yield* stateRows(state);
}
