import { describe, expect, test } from 'vitest';
import { BLANK_REASONS } from '../../report/cell.ts';
import { manifestDetails, manifestFacts } from '../../report/manifest-table.ts';
import { manifest } from './manifests.ts';

describe('what the mentor is told of her file', () => {
  test('of an ordinary one: how many learners and when they were read, in Indian time and digits', () => {
    expect(manifestFacts(manifest())).toEqual([
      ['Learners in the file', '1,00,000'],
      ['Data read', '24/11/2026, 13:05 to 13:06 IST'],
    ]);
    expect(manifestDetails(manifest())).toEqual([]);
  });

  test.each([
    ['2026-11-24T07:35:00Z', '2026-11-24T07:35:59Z', '24/11/2026, 13:05 IST'],
    ['2026-11-24T18:25:00Z', '2026-11-24T18:31:00Z', '24/11/2026, 23:55 IST to 25/11/2026, 00:01 IST'],
  ])('of data read from %s to %s: %s', (readFrom, readTo, said) => {
    expect(manifestFacts(manifest({ readFrom, readTo }))).toContainEqual(['Data read', said]);
  });

  test('and who is not in it, and how fresh it is', () => {
    const table = manifestFacts(
      manifest({ inactive: 1_234, blankUserIds: 2, newestActivityMs: Date.parse('2026-11-24T18:45:00Z') }),
    );
    expect(table).toContainEqual(['No longer enrolled, not in it', '1,234']);
    expect(table).toContainEqual(['Enrolments without a user ID, not in it', '2']);
    expect(table).toContainEqual(['Newest activity in it', '25/11/2026, 00:15 IST']);
  });

  test('and why cells are empty, column by column in the order of the file', () => {
    const table = manifestDetails(
      manifest({
        blanks: { 'User Name': { noProfile: 3 }, 'External ID': { noProfile: 3, private: 1_20_000 } },
      }),
    );
    expect(table).toEqual([
      ['External ID empty', '1,20,003 (3 no profile, 1,20,000 for the learner’s own state only)'],
      ['User Name empty', '3 (no profile)'],
    ]);
  });

  test('and why a cell begins with an apostrophe', () => {
    expect(manifestDetails(manifest({ cellsProtected: 99_000 }))).toEqual([
      ['Cells with an apostrophe in front', '99,000 (so that none is run as a formula)'],
    ]);
  });

  test('and what this platform does not hold at all', () => {
    const table = manifestDetails(manifest({ absent: ['user.profilelocation', 'user_consent'] }));
    expect(table).toEqual([['Not known on this platform', 'user.profilelocation, user_consent']]);
  });

  test('in words for every reason there is', () => {
    const table = manifestDetails(manifest({ blanks: { 'External ID': counts } }));
    const [, words = ''] = table.at(-1) ?? [];
    expect(words).not.toContain('undefined');
    expect(words.split(', ')).toHaveLength(BLANK_REASONS.length);
  });
});

const counts = Object.fromEntries(BLANK_REASONS.map((reason) => [reason, 1]));
