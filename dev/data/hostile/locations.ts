import type { LearnerContext } from '../learner/learner-context.ts';
import { hostile } from './hostile-case.ts';
import { HERE, PLACE_IDS } from './hostile-places.ts';

const ownPlaces = ({ school }: LearnerContext) => [school.district.id, school.block.id];

/** JSON that holds no id: the older list, which names her own places, has to stand in. */
const broken = (profilelocation: string) =>
  hostile((context) => ({ user: { profilelocation, locationids: ownPlaces(context) } }));

const json = (entries: readonly unknown[]) => ({ profilelocation: JSON.stringify(entries), locationids: undefined });

/** A learner without a school, so that the profile alone decides. */
const listed = (...ids: readonly string[]) =>
  hostile({ user: json(ids.map((id) => ({ type: 'block', id }))) }, { membership: 'none' });

/** Longer than any key: to look it up would be an error. */
const TOO_LONG = 'x'.repeat(70_000);
const nobodysIds = (count: number) =>
  Array.from({ length: count }, (_, no) => ({ type: 'block', id: `nowhere-${no}` }));

export const LOCATIONS = {
  cutShort: broken('[{"type":"block","id":"16a2'),
  notJson: broken('Kuppam, Chittoor'),
  jsonNull: broken('null'),
  jsonNumber: broken('42'),
  jsonText: broken('"block"'),
  jsonObject: broken('{"type":"block","id":"16a2"}'),
  notANumber: broken('[NaN]'),
  arrayOfNull: broken('[null, null]'),
  arrayOfTexts: broken('["16a2", "8361"]'),
  arrayInArray: broken('[[{"id":"16a2"}]]'),
  numericIds: broken('[{"type":"block","id":5}, {"type":"block","id":{"id":"16a2"}}]'),
  blankIds: broken('[{"type":"block","id":""}, {"type":"block","id":" \\t "}]'),
  capitalKeys: broken('[{"TYPE":"block","ID":"16a2"}]'),
  singleQuotes: broken("[{'type':'block','id':'16a2'}]"),
  trailingComma: broken('[{"type":"block","id":"16a2"},]'),
  byteOrderMark: broken('\ufeff[{"type":"block","id":"16a2"}]'),
  nul: broken('[{"type":"block","id":"16a2"}]\0'),
  deeplyNested: broken('['.repeat(20_000)),
  prototype: broken('[{"__proto__":{"id":"16a2"}}]'),
  blankJson: broken(' \t '),

  amongRubbish: hostile(({ school }) => ({
    user: json([null, 7, 'x', {}, { id: 'nowhere' }, { type: 'school', id: school.block.id }]),
  })),
  wrongTypesInJson: hostile(({ school }) => ({
    user: json([
      { type: 'block', id: school.district.id },
      { type: 'district', id: school.block.id },
    ]),
  })),
  repeatedKey: hostile(({ school }) => ({
    user: { profilelocation: `[{"id":"nowhere","id":"${school.block.id}"}]`, locationids: undefined },
  })),
  blankListItems: hostile((context) => ({
    user: { profilelocation: undefined, locationids: ['', ' ', 'nowhere', TOO_LONG, ...ownPlaces(context)] },
  })),
  tooLongAnId: hostile(({ school }) => ({ user: json([{ id: TOO_LONG }, { id: school.block.id }]) })),
  thousandUnknownIds: hostile(({ school }) => ({ user: json([...nobodysIds(1_000), { id: school.block.id }]) })),
  twoHundredBlocks: hostile(({ school, state }) => ({
    user: json(Array.from({ length: 200 }, (_, no) => (no === 0 ? school : state.blocks[no % 7])?.block ?? {})),
  })),

  unknownIdsAlone: listed('nowhere', 'nowhere else'),
  ring: listed(PLACE_IDS.ringSchool),
  ringThenBlock: listed(PLACE_IDS.ringSchool, HERE.block.id),
  selfParent: listed(PLACE_IDS.selfBlock),
  blockInRing: listed(PLACE_IDS.blockInRing),
  orphanBlock: listed(PLACE_IDS.orphanBlock),
  blankParent: listed(PLACE_IDS.blankParentBlock),
  sixSteps: listed(PLACE_IDS.step6),
  sevenSteps: listed(PLACE_IDS.step7),
  spacedType: listed(PLACE_IDS.spacedType),
  unknownType: listed(PLACE_IDS.unknownType),
  withoutType: listed(PLACE_IDS.withoutType),
  nameless: listed(PLACE_IDS.nameless),
  withoutName: listed(PLACE_IDS.withoutName),
  formulaName: listed(PLACE_IDS.formulaName),
  recordName: listed(PLACE_IDS.recordName),
};
