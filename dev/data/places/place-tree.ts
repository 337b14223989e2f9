import { Random } from '../random.ts';
import { nineteenDigits, rootOrgId } from './organisation-id.ts';
import { schoolName } from './school-name.ts';
import { COURSE_STATE, OTHER_STATES, type StateSpec } from './states.ts';

/** A row of `sunbird.location`. */
export interface Place {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly type: 'state' | 'district' | 'block' | 'cluster' | 'school';
  readonly parentId: string | null;
}

/** A school with the places it lies in; `cluster` is null where the school hangs on its block. */
export interface School {
  readonly orgId: string;
  readonly place: Place;
  readonly cluster: Place | null;
  readonly block: Place;
  readonly district: Place;
  readonly state: Place;
}

export interface State {
  readonly spec: StateSpec;
  readonly place: Place;
  readonly rootOrgId: string;
  readonly boardOrgId: string;
  readonly blocks: readonly { readonly block: Place; readonly district: Place }[];
  readonly schools: readonly School[];
  /** Every location of the state, itself first. */
  readonly places: readonly Place[];
}

/** Of the course's tenant: 7 * 4 * 6 * 15 = 2,520 schools, so that 100,000 learners make about 25 to a school. */
const LARGE = { clustersPerBlock: 6, schoolsPerCluster: 15 };
const SMALL = { clustersPerBlock: 3, schoolsPerCluster: 6 };

function place(type: Place['type'], code: string, name: string, parent: Place | null): Place {
  return { id: new Random('place', code).uuid(), code, name, type, parentId: parent?.id ?? null };
}

function twoDigits(index: number): string {
  return String(index + 1).padStart(2, '0');
}

function clusterName(spec: StateSpec, blockName: string, index: number): string {
  return `${spec.villages[index % spec.villages.length]} CRC, ${blockName}`;
}

class StateBuilder {
  readonly places: Place[] = [];
  readonly blocks: { block: Place; district: Place }[] = [];
  readonly schools: School[] = [];
  readonly spec: StateSpec;
  readonly state: Place;
  readonly size: typeof LARGE;

  constructor(spec: StateSpec) {
    this.spec = spec;
    this.size = spec === COURSE_STATE ? LARGE : SMALL;
    this.state = this.#add(place('state', spec.code, spec.name, null));
    for (const [index, [name, blockNames]] of Object.entries(spec.districts).entries()) {
      const district = this.#add(place('district', spec.code + twoDigits(index), name, this.state));
      for (const [blockIndex, blockName] of blockNames.entries()) this.#block(district, blockIndex, blockName);
    }
  }

  #add(added: Place): Place {
    this.places.push(added);
    return added;
  }

  #block(district: Place, index: number, name: string): void {
    const block = this.#add(place('block', district.code + twoDigits(index), name.toUpperCase(), district));
    this.blocks.push({ block, district });
    for (let cluster = 0; cluster < this.size.clustersPerBlock; cluster++) this.#cluster(district, block, cluster);
  }

  #cluster(district: Place, block: Place, index: number): void {
    // The last cluster of a district's first block hangs on the district: such clusters give no block.
    const astray = block.code.endsWith('01') && index === this.size.clustersPerBlock - 1;
    const name = clusterName(this.spec, block.name, index);
    const cluster = this.#add(place('cluster', block.code + twoDigits(index), name, astray ? district : block));
    for (let school = 0; school < this.size.schoolsPerCluster; school++) this.#school(district, block, cluster, school);
  }

  #school(district: Place, block: Place, cluster: Place, index: number): void {
    // One school in twelve is entered below its block, as where clusters came later.
    const parent = index % 12 === 11 ? null : cluster;
    const code = `${cluster.code}${String(index + 1).padStart(3, '0')}`;
    const name = schoolName(this.spec, block.name, new Random('school', code));
    const own = this.#add(place('school', code, name, parent ?? block));
    this.schools.push({
      orgId: nineteenDigits('school', code),
      place: own,
      cluster: parent,
      block,
      district,
      state: this.state,
    });
  }
}

function buildState(spec: StateSpec): State {
  const { state, blocks, schools, places } = new StateBuilder(spec);
  const boardOrgId = nineteenDigits('board', spec.channel);
  return { spec, place: state, rootOrgId: rootOrgId(spec.channel), boardOrgId, blocks, schools, places };
}

interface Country {
  readonly courseState: State;
  readonly otherStates: readonly State[];
}

let built: Country | undefined;

/** All states with their schools, made once. The same for every seed, so that batches share them. */
export function country(): Country {
  return (built ??= { courseState: buildState(COURSE_STATE), otherStates: OTHER_STATES.map(buildState) });
}
