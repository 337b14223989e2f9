import { describe, expect, test } from 'vitest';
import { DECK_SIZE, DECKS, type DeckName } from '../../../dev/data/cases.ts';
import { Dealer } from '../../../dev/data/deal.ts';

describe.each(Object.keys(DECKS) as DeckName[])('the deck %s', (deck) => {
  const counts: Readonly<Record<string, number>> = DECKS[deck];

  test('has a thousand cards', () => {
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(DECK_SIZE);
  });

  test('is dealt out whole to each thousand learners, wherever one begins', () => {
    for (const first of [0, 7_000]) {
      const dealer = new Dealer('any', 1);
      const dealt: Record<string, number> = {};
      for (let index = first; index < first + DECK_SIZE; index++) {
        const card = dealer.cards(index)[deck];
        dealt[card] = (dealt[card] ?? 0) + 1;
      }
      expect(dealt).toEqual(counts);
    }
  });
});

test('a learner has the same cards whoever was asked for before', () => {
  const inOrder = new Dealer('any', 1);
  const cards = Array.from({ length: 2_500 }, (_, index) => inOrder.cards(index));
  const backwards = new Dealer('any', 1);
  for (let index = 2_400; index >= 0; index -= 300) expect(backwards.cards(index)).toEqual(cards[index]);
});

test.each([0, 1, 999, 1_000, 2_345])('the count of a card among %i learners is what dealing gives', (learners) => {
  const dealer = new Dealer('any', 1);
  let completed = 0;
  for (let index = 0; index < learners; index++) if (dealer.cards(index).progress === 'completed') completed++;
  expect(new Dealer('any', 1).count('progress', 'completed', learners)).toBe(completed);
});
