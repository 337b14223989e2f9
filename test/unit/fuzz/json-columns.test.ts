import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leafCountIn } from '../../../adapters/cassandra/leaf-count.ts';
import { locationIdsOf } from '../../../report/location-list.ts';
import { covers } from '../../../report/requester-rights.ts';
import type { Row } from '../../../report/row.ts';
import * as of from '../records.ts';

/** Each is read as every column of JSON there is. A failure names its seed. */
const TEXTS = 100_000;
/** Of one document, hurt in so many places: to make a document costs more than to read it. */
const AT_ONCE = 50;

const id = fc.constantFrom('district', 'block', 'ring', 'nowhere', '', ' ', '\ud800', '__proto__');
const odd = fc.oneof(id, fc.constantFrom(0, -1, 12, 1.5, 1e300, null, true, [], {}));
const entry = fc.oneof(
  fc.record({ type: odd, id: odd }),
  fc.record({ organisationId: fc.oneof(fc.constant(of.TENANT), odd) }),
  odd,
);
const document = fc.oneof(
  { weight: 9, arbitrary: fc.array(entry, { maxLength: 4 }).map((entries) => JSON.stringify(entries)) },
  { weight: 3, arbitrary: fc.record({ leafNodesCount: odd }).map((hierarchy) => JSON.stringify(hierarchy)) },
  { weight: 3, arbitrary: fc.json({ maxDepth: 2 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 100 }) },
  // Deeper than any parser's stack likes, and slow to refuse.
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3_000 }).map((depth) => '['.repeat(depth)) },
);

/** The document, and what is left of it when a character is lost, or something else has taken its place. */
function* hurt(text: string, inserted: string): Generator<string> {
  yield text;
  for (let no = 1; no < AT_ONCE; no++) {
    const place = (no * 7_919) % (text.length + 1);
    yield text.slice(0, place) + (no % 2 === 0 ? inserted : '') + text.slice(place + 1);
  }
}

const places = [
  of.location('district', 'district'),
  of.location('block', 'block', 'district'),
  of.location('ring', 'school', 'ring'),
];
const { location } = of.directory([], places);

function rowWith(text: string, leafCount: number | null, contentStatus: Readonly<Record<string, number>>): Row {
  return of.rowOf(
    of.learner({ profile: of.profile({ profileLocation: text }), memberships: [of.membership('school')] }),
    {
      directory: { location, organisation: () => of.organisation('school', { orgLocation: text }) },
      enrolment: of.enrolment({ contentStatus }),
      facts: of.facts({ leafCount }),
    },
  );
}

function isSound({ cells, blanks }: Row): boolean {
  const areTexts = cells.every((cell, no) => typeof cell === 'string' && (cell === '') === (blanks[no] !== null));
  return cells.length === 12 && areTexts && /^(\d\d?|100)%$/.test(cells[10] ?? '');
}

test('no JSON of the platform makes a rule throw, or gives a cell that is no text', () => {
  const seen = { ids: 0, blocks: 0, counts: 0, covered: 0 };
  const contents = fc.dictionary(fc.constantFrom('a', 'b', '', '__proto__'), fc.integer(), { maxKeys: 3 });
  const holds = (text: string, contentStatus: Readonly<Record<string, number>>) => {
    const ids = locationIdsOf(text, ['older']);
    const leafCount = leafCountIn(text);
    const isCovered = covers(text, [of.TENANT]);
    const row = rowWith(text, leafCount, contentStatus);
    seen.ids += Number(ids[0] !== 'older');
    seen.blocks += Number(row.cells[8] === 'block');
    seen.counts += Number(leafCount !== null);
    seen.covered += Number(isCovered && text.includes(of.TENANT));
    const areIds = ids.length > 0 && ids.every((one) => typeof one === 'string' && one.trim() !== '');
    return areIds && (leafCount === null || (Number.isInteger(leafCount) && leafCount > 0)) && isSound(row);
  };
  fc.assert(
    fc.property(document, fc.string({ unit: 'binary', maxLength: 9 }), contents, (text, inserted, contentStatus) => {
      expect([...hurt(text, inserted)].find((one) => !holds(one, contentStatus))).toBeUndefined();
    }),
    { numRuns: TEXTS / AT_ONCE },
  );
  for (const [what, times] of Object.entries(seen)) expect([what, times > 100]).toEqual([what, true]);
});
