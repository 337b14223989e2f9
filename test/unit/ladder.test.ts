import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodedSize } from '../../report/attachment-size.ts';
import { ladder, needsZip } from '../../report/ladder.ts';

const CEILING = 10_000_000;
/** The largest file whose encoded form stays under the ceiling. */
const FITS = Math.floor(CEILING / 78) * 57;

describe('the size ladder', () => {
  test.each([
    ['a small file: plain, else zipped, else a link', 1_000, 300, ['csv', 'zip', 'none']],
    ['a small file whose ZIP is not made yet', 1_000, null, ['csv', 'zip', 'none']],
    ['a large file with a small ZIP', 20_000_000, 3_000_000, ['zip', 'none']],
    ['a large file whose ZIP is not made yet: never plain', 20_000_000, null, ['none']],
    ['a file that no mail can carry', 200_000_000, 30_000_000, ['none']],
    ['just under the ceiling', FITS, null, ['csv', 'zip', 'none']],
    ['just over it', FITS + 1, FITS, ['zip', 'none']],
    ['an empty file', 0, 0, ['csv', 'zip', 'none']],
  ] as const)('%s', (_name, csv, zip, forms) => {
    expect(ladder(csv, zip, CEILING)).toEqual(forms);
  });

  test('decides by the encoded size, and always ends with a link', () => {
    fc.assert(
      fc.property(fc.nat(30_000_000), fc.option(fc.nat(30_000_000)), (csv, zip) => {
        const forms = ladder(csv, zip, CEILING);
        expect(forms.at(-1)).toBe('none');
        expect(forms.includes('csv')).toBe(encodedSize(csv) <= CEILING);
      }),
    );
  });

  test('a file is zipped exactly when it cannot travel plain', () => {
    expect(needsZip(FITS, CEILING)).toBe(false);
    expect(needsZip(FITS + 1, CEILING)).toBe(true);
  });
});
