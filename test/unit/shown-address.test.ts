import { expect, test } from 'vitest';
import { shownAddress } from '../../report/shown-address.ts';
import { requester } from './records.ts';

/** How a mentor is reminded of her own address, by a program that cannot decrypt it. */
test.each([
  ['as the platform has masked it', 'a ciphertext', ' as******@example.org ', 'as******@example.org'],
  ['masked here, where the platform’s mask left it plain', 'x', 'asha.rao@example.org', 'as******@example.org'],
  ['not at all, where no mask hides it', 'x', 'ab@example.org', '***'],
  ['not at all, where there is no mask', 'x', null, '***'],
  ['as none, where her profile has none', ' ', 'as******@example.org', null],
  ['as none, where her profile has none at all', null, null, null],
])('%s', (_, address, maskedEmail, shown) => {
  expect(shownAddress({ ...requester({ maskedEmail }), address })).toBe(shown);
});
