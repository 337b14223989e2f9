import type { Cards } from '../cases.ts';
import type { Random } from '../random.ts';
import type { Values } from '../rows.ts';
import { locationJson, type TypedId } from '../sunbird-text.ts';
import type { LearnerContext } from './learner-context.ts';

type ProfileLocation = Pick<Values<'sunbird.user'>, 'profilelocation' | 'locationids'>;

function blockElsewhere({ state, school, random }: LearnerContext): TypedId {
  return random.pick(state.blocks.filter(({ district }) => district.id !== school.district.id)).block;
}

/** The places that the card names, in the order from the state down. */
function placesOf(card: Cards['location'], context: LearnerContext): readonly TypedId[] {
  const { random } = context;
  const { state, district, block, cluster, place } = context.school;
  const unknown = (type: string, from: Random): TypedId => ({ type, id: from.uuid() });
  switch (card) {
    case 'whole':
      return [state, district, block, ...(cluster ? [cluster] : []), ...(random.chance(0.7) ? [place] : [])];
    case 'noBlock':
      return [state, district];
    case 'stateOnly':
      return [state];
    case 'none':
      return [];
    case 'schoolOnly':
      return [place];
    case 'twoBlocks':
      return [state, district, block, random.pick(context.state.blocks).block];
    case 'blockOfOtherDistrict':
      return [state, district, blockElsewhere(context)];
    case 'unknownIds':
      return [state, unknown('district', random), unknown('block', random)];
    default:
      return [state, district, block];
  }
}

export function profileLocation(context: LearnerContext): ProfileLocation {
  const card = context.cards.location;
  const places = placesOf(card, context);
  const ids = places.map(({ id }) => id);
  if (places.length === 0) return {};
  if (card === 'olderList') return { locationids: ids };
  if (card === 'emptyJsonOlderList') return { profilelocation: '[]', locationids: ids };
  const ordered = context.random.chance(0.3) && card !== 'twoBlocks' ? context.random.shuffle(places) : places;
  return { profilelocation: locationJson(ordered) };
}
