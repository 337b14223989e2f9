import { nineteenDigits } from '../places/organisation-id.ts';
import { country } from '../places/place-tree.ts';
import { Random } from '../random.ts';
import { type Row, row, type Values } from '../rows.ts';

/** Places and organisations that lead nowhere, round in circles, or have names that hurt; the same for every seed. */

const placeId = (name: string) => new Random('hostile place', name).uuid();
const orgId = (name: string) => nineteenDigits('hostile organisation', name);
const STATE = country().courseState;
/** A real block to arrive at, and its district. */
export const HERE = STATE.blocks[0] as (typeof STATE.blocks)[number];

type Location = Omit<Values<'sunbird.location'>, 'id'>;

const LOCATIONS = {
  ringCluster: { name: 'RING CLUSTER', type: 'cluster', parentid: placeId('ringSchool') },
  ringSchool: { name: 'RING SCHOOL', type: 'school', parentid: placeId('ringCluster') },
  selfBlock: { name: 'ITS OWN PARENT', type: 'block', parentid: placeId('selfBlock') },
  blockInRing: { name: 'BLOCK IN A RING', type: 'block', parentid: placeId('ringCluster') },
  orphanBlock: { name: 'ORPHAN', type: 'block', parentid: new Random('nobody').uuid() },
  blankParentBlock: { name: 'BLANK PARENT', type: 'block', parentid: ' ' },
  // Six steps below a block, which a rule may go; the block's district is one more.
  step6: { name: 'STEP 6', type: 'cluster', parentid: placeId('step5') },
  step5: { name: 'STEP 5', type: 'cluster', parentid: placeId('step4') },
  step4: { name: 'STEP 4', type: 'cluster', parentid: placeId('step3') },
  step3: { name: 'STEP 3', type: 'cluster', parentid: placeId('step2') },
  step2: { name: 'STEP 2', type: 'cluster', parentid: placeId('step1') },
  step1: { name: 'STEP 1', type: 'cluster', parentid: HERE.block.id },
  step7: { name: 'STEP 7', type: 'cluster', parentid: placeId('step6') },
  spacedType: { name: ' SPACED ', type: ' Block ', parentid: HERE.district.id },
  unknownType: { name: 'MANDAL', type: 'mandal', parentid: HERE.district.id },
  withoutType: { name: 'NO TYPE', parentid: HERE.district.id },
  nameless: { name: ' ', type: 'block', parentid: HERE.district.id },
  withoutName: { type: 'block', parentid: HERE.district.id },
  formulaName: { name: '=1+1', type: 'block', parentid: HERE.district.id },
  recordName: { name: 'A",\r\n"B', type: 'block', parentid: HERE.district.id },
} satisfies Record<string, Location>;

type Organisation = Omit<Values<'sunbird.organisation'>, 'id'>;

const SCHOOL = { organisationtype: 2, isrootorg: false, rootorgid: STATE.rootOrgId };

const ORGANISATIONS = {
  ownRoot: { orgname: 'Its own root, not a root', isrootorg: false, rootorgid: orgId('ownRoot') },
  loopA: { orgname: 'Loop A', isrootorg: false, rootorgid: orgId('loopB'), channel: 'loop' },
  loopB: { orgname: 'Loop B', isrootorg: false, rootorgid: orgId('loopA'), channel: 'loop' },
  formulaRoot: { orgname: '+Root', isrootorg: true, rootorgid: orgId('formulaRoot'), channel: ' ' },
  namelessRoot: { orgname: ' ', isrootorg: true, rootorgid: orgId('namelessRoot') },
  empty: {},
  namelessSchool: { ...SCHOOL, orgname: '\t ' },
  formulaSchool: { ...SCHOOL, orgname: '=HYPERLINK("http://127.0.0.1","x")' },
  recordSchool: { ...SCHOOL, orgname: 'Two\r\nlines; "quoted", 1' },
  oddType: { ...SCHOOL, orgname: 'Type 99', organisationtype: 99 },
  brokenLocation: { ...SCHOOL, orgname: 'Broken', orglocation: '{{{', locationids: ['', ' ', 'nowhere'] },
  ringLocation: { ...SCHOOL, orgname: 'Ring', orglocation: JSON.stringify([{ id: placeId('ringSchool') }]) },
} satisfies Record<string, Organisation>;

const idsOf = <Name extends string>(names: Record<Name, unknown>, id: (name: string) => string) =>
  Object.fromEntries(Object.keys(names).map((name) => [name, id(name)])) as Readonly<Record<Name, string>>;

export const PLACE_IDS = idsOf(LOCATIONS, placeId);
export const ORG_IDS = idsOf(ORGANISATIONS, orgId);

export function* hostilePlaceRows(): Generator<Row> {
  for (const [name, values] of Object.entries(LOCATIONS))
    yield row('sunbird.location', { id: placeId(name), ...values });
  for (const [name, values] of Object.entries(ORGANISATIONS))
    yield row('sunbird.organisation', { id: orgId(name), ...values });
}
