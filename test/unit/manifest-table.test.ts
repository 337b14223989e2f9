import { describe, expect, test } from 'vitest';
import { BLANK_REASONS } from '../../report/cell.ts';
import { manifestTable } from '../../report/manifest-table.ts';
import { manifest } from './manifests.ts';

describe('what the mentor is told of her file', () => {
  test('of an ordinary one: how many learners and when they were read, in Indian time and digits', () => {
    expect(manifestTable(manifest())).toEqual([
      ['Learners in the file', '1,00,000'],
      ['Data read', '24/11/2026, 13:05 IST to 24/11/2026, 13:06 IST'],
    ]);
  });

  test('and who is not in it, and how fresh it is', () => {
    const table = manifestTable(
      manifest({ inactive: 1_234, blankUserIds: 2, newestActivityMs: Date.parse('2026-11-24T18:45:00Z') }),
    );
    expect(table).toContainEqual(['No longer enrolled, not in it', '1,234']);
    expect(table).toContainEqual(['Enrolments without a user ID, not in it', '2']);
    expect(table).toContainEqual(['Newest activity in it', '25/11/2026, 00:15 IST']);
  });

  test('and why cells are empty, column by column in the order of the file', () => {
    const table = manifestTable(
      manifest({
        blanks: { 'User Name': { noProfile: 3 }, 'External ID': { noProfile: 3, private: 1_20_000 } },
      }),
    );
    expect(table.slice(-2)).toEqual([
      ['External ID empty', '1,20,003 (no profile 3, shown to the own state only 1,20,000)'],
      ['User Name empty', '3 (no profile 3)'],
    ]);
  });

  test('in words for every reason there is', () => {
    const table = manifestTable(manifest({ blanks: { 'External ID': counts } }));
    const [, words = ''] = table.at(-1) ?? [];
    expect(words).not.toContain('undefined');
    expect(words.split(', ')).toHaveLength(BLANK_REASONS.length);
  });
});

const counts = Object.fromEntries(BLANK_REASONS.map((reason) => [reason, 1]));
