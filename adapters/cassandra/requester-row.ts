import type { types } from 'cassandra-driver';
import type { Requester } from '../../report/learner.ts';
import type { ContactCipher } from './contact-cipher.ts';
import { toProfile } from './rows.ts';

/**
 * @param roles her rows of `user_roles`; where there is none, the older list in `user` counts, without scope
 * @source docs/domain.md, 4, step 4
 */
export function toRequester(row: types.Row, roles: readonly types.Row[], cipher: ContactCipher): Requester {
  const older: string[] = row['roles'] ?? [];
  return {
    profile: toProfile(row),
    roles:
      roles.length > 0
        ? roles.map((one) => ({ role: one['role'], scope: one['scope'] }))
        : older.map((role) => ({ role, scope: null })),
    // A stored plain address may be of a form that the cipher does not know as one; a ciphertext is never an address.
    address: cipher.decrypt(row['email']) ?? row['email'],
  };
}
