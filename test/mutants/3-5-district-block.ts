import { inFile } from './mutant.ts';

export const DISTRICT_BLOCK = [
  ...inFile('3.5', 'report/known-learner.ts', [
    {
      breaks: 'a profile’s list is not read from profilelocation',
      from: 'locationIdsOf(profile.profileLocation, profile.locationIds)',
      to: 'locationIdsOf(null, profile.locationIds)',
    },
    {
      breaks: 'a profile’s list is not read from locationids',
      from: 'locationIdsOf(profile.profileLocation, profile.locationIds)',
      to: 'locationIdsOf(profile.profileLocation, null)',
    },
  ]),
  ...inFile('3.5', 'report/location-list.ts', [
    {
      breaks: 'JSON without an id hides the older list',
      from: 'ids.length > 0 ? ids : (list ?? []).filter(hasText)',
      to: 'hasText(json) ? ids : (list ?? []).filter(hasText)',
    },
    {
      breaks: 'the older list comes before the JSON',
      from: 'ids.length > 0 ? ids : (list ?? []).filter(hasText)',
      to: '(list ?? []).length > 0 ? (list ?? []).filter(hasText) : ids',
    },
    {
      breaks: 'both lists are put together',
      from: 'ids.length > 0 ? ids : (list ?? []).filter(hasText)',
      to: '[...ids, ...(list ?? []).filter(hasText)]',
    },
    { breaks: 'blank ids of the older list stay', from: '(list ?? []).filter(hasText)', to: '[...(list ?? [])]' },
    {
      breaks: 'blank ids of the JSON stay',
      from: 'entries.map(idOf).filter(hasText)',
      to: 'entries.map(idOf).filter((id) => id !== null)',
    },
    {
      breaks: 'the JSON’s ids are not in its order',
      from: 'entries.map(idOf).filter(hasText)',
      to: 'entries.map(idOf).filter(hasText).reverse()',
    },
    {
      breaks: 'an id that is no string counts',
      from: "return typeof entry.id === 'string' ? entry.id : null",
      to: 'return String(entry.id)',
    },
    {
      breaks: 'a JSON object counts as an array of one',
      from: 'Array.isArray(entries) ? entries.map(idOf).filter(hasText) : []',
      to: '[entries].flat().map(idOf).filter(hasText)',
    },
    {
      breaks: 'an entry that is no object ends the reading',
      from: "typeof entry !== 'object' || entry === null || ",
      to: "typeof entry !== 'object' || ",
    },
    {
      breaks: 'JSON that does not parse ends the reading',
      from: 'try {\n    return JSON.parse(json);\n  } catch {\n    return null;\n  }',
      to: 'return JSON.parse(json);',
    },
    {
      breaks: 'a location’s type is compared by letter',
      from: 'stored === type || norm(stored) === type',
      to: 'stored === type',
    },
    {
      breaks: 'an id without a row counts',
      from: 'return stored === type || norm(stored) === type',
      to: 'return stored === undefined || norm(stored) === type',
    },
    { breaks: 'six steps up become seven', from: 'const MAX_STEPS = 6', to: 'const MAX_STEPS = 7' },
    { breaks: 'six steps up become five', from: 'const MAX_STEPS = 6', to: 'const MAX_STEPS = 5' },
    { breaks: 'a cycle has sixty steps', from: 'step <= MAX_STEPS && at', to: 'step <= 60 && at' },
    {
      breaks: 'up begins at the parent, not at the id itself',
      from: 'let at: string | null = id;',
      to: 'let at: string | null = directory.location(id)?.parentId ?? null;',
    },
    {
      breaks: 'up takes the farthest ancestor of the type',
      from: 'if (isOfType(at, type, directory)) return at;',
      to: 'if (isOfType(at, type, directory) && !isOfType(directory.location(at)?.parentId ?? "", type, directory)) return at;',
    },
    {
      breaks: 'only the first id of a list is gone up from',
      from: 'if (found !== null) return found;',
      to: 'return found;',
    },
  ]),
  ...inFile('3.5', 'report/district-block.ts', [
    {
      breaks: 'block: a listed block does not count',
      from: "firstOfType(ids, 'block', directory) ?? blockAbove(ids, directory)",
      to: 'blockAbove(ids, directory)',
    },
    {
      breaks: 'block: not the first listed, but the last',
      from: "firstOfType(ids, 'block', directory) ??",
      to: "firstOfType(ids.toReversed(), 'block', directory) ??",
    },
    {
      breaks: 'block: that above a cluster or school does not count',
      from: "firstOfType(ids, 'block', directory) ?? blockAbove(ids, directory)",
      to: "firstOfType(ids, 'block', directory)",
    },
    {
      breaks: 'block: that above a cluster comes before the listed one',
      from: "firstOfType(ids, 'block', directory) ?? blockAbove(ids, directory)",
      to: "blockAbove(ids, directory) ?? firstOfType(ids, 'block', directory)",
    },
    {
      breaks: 'block: one goes up from an id of any type',
      from: "isOfType(id, 'cluster', directory) || isOfType(id, 'school', directory)",
      to: 'true',
    },
    { breaks: 'block: not up from a cluster', from: "isOfType(id, 'cluster', directory) || ", to: '' },
    { breaks: 'block: not up from a school', from: " || isOfType(id, 'school', directory)", to: '' },
    {
      breaks: 'district: a listed one comes not before the block’s',
      from: 'if (listed !== null) return listed;',
      to: '',
    },
    {
      breaks: 'district: that above the block comes not before those above other ids',
      from: "(blockId === null ? null : up(blockId, 'district', directory)) ?? ",
      to: '',
    },
    {
      breaks: 'district: that above any id does not count',
      from: " ?? firstUp(ids, 'district', directory)",
      to: '',
    },
    {
      breaks: 'a profile with a block still asks her schools',
      from: 'if (own.blockId !== null || schools.length === 0) return own;',
      to: 'if (schools.length === 0) return own;',
    },
    {
      breaks: 'a district only: the schools are not asked for the block',
      from: 'if (own.blockId !== null || schools.length === 0) return own;',
      to: 'if (own.blockId !== null || own.districtId !== null || schools.length === 0) return own;',
    },
    {
      breaks: 'a district only: a block of another district is taken',
      from: ' && place.districtId === own.districtId',
      to: '',
    },
    {
      breaks: 'a district only: a school without a block ends the search',
      from: 'place.blockId !== null && place.districtId === own.districtId',
      to: 'place.districtId === own.districtId',
    },
    {
      breaks: 'a district only: the school’s district is taken',
      from: 'return { districtId: own.districtId, blockId: near?.blockId ?? null };',
      to: 'return placeOfSchools(places);',
    },
    {
      breaks: 'nothing: the schools are not asked',
      from: 'if (own.districtId === null) return placeOfSchools(places);',
      to: 'if (own.districtId === null) return own;',
    },
    { breaks: 'nothing: the first school with a block does not count', from: 'withBlock ?? {', to: '{' },
    {
      breaks: 'nothing: not the first school with a block, but the last',
      from: 'places.find((place) => place.blockId !== null);',
      to: 'places.findLast((place) => place.blockId !== null);',
    },
    {
      breaks: 'nothing: the district is that of the first school that has one, not of the one which gave the block',
      from: 'withBlock ?? {',
      to: 'withBlock ? { blockId: withBlock.blockId, districtId: withDistrict?.districtId ?? null } : {',
    },
    {
      breaks: 'nothing: without a block no school gives the district',
      from: 'withDistrict?.districtId ?? null',
      to: 'null',
    },
    {
      breaks: 'nothing: not the first school with a district, but the last',
      from: 'places.find((place) => place.districtId !== null)',
      to: 'places.findLast((place) => place.districtId !== null)',
    },
    {
      breaks: 'a school’s list is not read from orglocation',
      from: 'locationIdsOf(school.orgLocation, school.locationIds)',
      to: 'locationIdsOf(null, school.locationIds)',
    },
    {
      breaks: 'a school’s list is not read from locationids',
      from: 'locationIdsOf(school.orgLocation, school.locationIds)',
      to: 'locationIdsOf(school.orgLocation, null)',
    },
    {
      breaks: 'schools without a name give no place',
      from: 'const places = schools.map(',
      to: "const places = schools.filter(({ name }) => (name ?? '').trim() !== '').map(",
    },
  ]),
  ...inFile('3.5', 'report/location-cell.ts', [
    {
      breaks: 'a location without a name: its id is printed',
      from: 'textCell(directory.location(id)?.name)',
      to: 'textCell(directory.location(id)?.name?.trim() || id)',
    },
    {
      breaks: 'a location without a name: another listed one is tried',
      from: 'textCell(directory.location(id)?.name)',
      to: 'textCell([id, ...listedIds].map((each) => directory.location(each)?.name?.trim()).find(Boolean))',
    },
    {
      breaks: 'the manifest does not tell that a listed id has no row',
      from: "hasUnknown ? 'unknownLocation' : 'noValue'",
      to: "'noValue'",
    },
  ]),
];
