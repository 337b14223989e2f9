import { type CaseOf, type Cards, type DeckName, DECKS, DECK_SIZE } from './cases.ts';
import { Random } from './random.ts';

const DECK_NAMES = Object.keys(DECKS) as DeckName[];

/** The cards of one thousand learners, by deck: entry k belongs to learner `thousand * 1000 + k`. */
type Shuffled = Readonly<Record<DeckName, readonly string[]>>;

function cardsOf(deck: DeckName): string[] {
  return Object.entries(DECKS[deck]).flatMap(([name, count]) => Array.from({ length: count }, () => name));
}

const UNSHUFFLED = Object.fromEntries(DECK_NAMES.map((deck) => [deck, cardsOf(deck)])) as Record<DeckName, string[]>;

/**
 * Gives learner `index` her cards. They depend on the key and the index alone: the decks are shuffled afresh for each
 * thousand, and only the last thousand is kept, so memory stays flat.
 */
export class Dealer {
  readonly #key: readonly (string | number)[];
  #thousand = -1;
  #shuffled: Shuffled = UNSHUFFLED;

  constructor(...key: readonly (string | number)[]) {
    this.#key = key;
  }

  cards(index: number): Cards {
    const thousand = Math.floor(index / DECK_SIZE);
    if (thousand !== this.#thousand) this.#shuffle(thousand);
    const at = index % DECK_SIZE;
    return Object.fromEntries(DECK_NAMES.map((deck) => [deck, this.#shuffled[deck][at]])) as unknown as Cards;
  }

  /** How many of the first `learners` got each card, as `count('home', 'courseTenant')`. */
  count<D extends DeckName>(deck: D, card: CaseOf<D>, learners: number): number {
    const thousands = Math.floor(learners / DECK_SIZE);
    this.#shuffle(thousands);
    const rest = this.#shuffled[deck].slice(0, learners % DECK_SIZE);
    return thousands * Number(DECKS[deck][card]) + rest.filter((name) => name === card).length;
  }

  #shuffle(thousand: number): void {
    if (thousand === this.#thousand) return;
    const entries = DECK_NAMES.map((deck) => {
      const random = new Random(...this.#key, deck, thousand);
      return [deck, random.shuffle(UNSHUFFLED[deck])] as const;
    });
    this.#shuffled = Object.fromEntries(entries) as unknown as Shuffled;
    this.#thousand = thousand;
  }
}
