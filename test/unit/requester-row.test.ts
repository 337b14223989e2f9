import type { types } from 'cassandra-driver';
import { expect, test } from 'vitest';
import { createContactCipher } from '../../adapters/cassandra/contact-cipher.ts';
import { toRequester } from '../../adapters/cassandra/requester-row.ts';
import { encryptContact } from '../../dev/data/contact-encrypt.ts';

/** The requester of docs/domain.md, 4, as her rows say. */

const SALT = 'SunBird';

function requester(user: Record<string, unknown>, roles: Record<string, unknown>[] = []) {
  return toRequester(user as types.Row, roles as types.Row[], createContactCipher(SALT));
}

test('her roles are the rows of user_roles, with their scope', () => {
  const scope = '[{"organisationId":"01"}]';
  expect(requester({ roles: ['CONTENT_CREATOR'] }, [{ role: 'COURSE_MENTOR', scope }]).roles).toEqual([
    { role: 'COURSE_MENTOR', scope },
  ]);
});

test('without such a row they are the older list, without scope', () => {
  expect(requester({ roles: ['COURSE_MENTOR', 'PUBLIC'] }).roles).toEqual([
    { role: 'COURSE_MENTOR', scope: null },
    { role: 'PUBLIC', scope: null },
  ]);
});

test.each([{ roles: null }, {}])('of %j she has none', (user) => {
  expect(requester(user).roles).toEqual([]);
});

test('her address is decrypted, or stands as it is stored', () => {
  expect(requester({ email: encryptContact('mentor@example.org', SALT) }).address).toBe('mentor@example.org');
  expect(requester({ email: "o'neil@example.org" }).address).toBe("o'neil@example.org");
  expect(requester({ email: null }).address).toBeNull();
});
