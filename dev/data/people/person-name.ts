import type { Cards } from '../cases.ts';
import type { Random } from '../random.ts';
import { NAME_LISTS, type Script } from './name-lists.ts';

export interface PersonName {
  readonly firstname?: string;
  readonly lastname?: string;
}

function fromScript(script: Script, random: Random): Required<PersonName> {
  const { given, surnames } = NAME_LISTS[script];
  return { firstname: random.pick(given), lastname: random.pick(surnames) };
}

/** With joiners that shape the letters and must survive, and an emoji beyond the basic plane. */
const JOINED = ['ಶ್ರೀ\u200Cಕಾಂತ್', 'क्\u200Dषमा', 'ശ്രീ\u200Dലത', 'Anita 🌸', 'रमेश्\u200Cवर'] as const;

type OddName = Exclude<Cards['name'], Script | 'ownScript'>;

const ODD_NAMES: Record<OddName, (plain: Required<PersonName>, random: Random) => PersonName> = {
  noLastName: ({ firstname, lastname }) => ({ firstname: `${firstname} ${lastname}` }),
  blankLastName: ({ firstname }, random) => ({ firstname, lastname: random.pick(['', ' ']) }),
  noName: () => ({ firstname: ' ' }),
  comma: ({ firstname, lastname }, random) => ({
    firstname,
    lastname: `${lastname}, ${random.pick(['B.Ed.', 'M.A., B.Ed.', 'SGT'])}`,
  }),
  quotes: ({ firstname, lastname }) => ({ firstname: `${firstname} "Teacher"`, lastname }),
  lineFeed: ({ firstname, lastname }) => ({ firstname, lastname: `${lastname}\n(HM)` }),
  carriageReturn: ({ firstname, lastname }) => ({ firstname, lastname: `${lastname}\r\n(HM)` }),
  equalsSign: ({ firstname, lastname }) => ({ firstname: `=${firstname}`, lastname }),
  otherSign: ({ firstname, lastname }, random) => ({ firstname: random.pick(['+', '-', '@']) + firstname, lastname }),
  joiner: ({ lastname }, random) => ({ firstname: random.pick(JOINED), lastname }),
  spacesAround: ({ firstname, lastname }) => ({ firstname: `  ${firstname}`, lastname: `${lastname} ` }),
};

/** @param ownScript the script of the state she lives in */
export function personName(card: Cards['name'], ownScript: Script, random: Random): PersonName {
  if (card === 'ownScript') return fromScript(ownScript, random);
  if (card in NAME_LISTS) return fromScript(card as Script, random);
  const plain = fromScript(random.chance(0.7) ? 'latin' : ownScript, random);
  return ODD_NAMES[card as OddName](plain, random);
}
