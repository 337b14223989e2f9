import { DEMO_SALT } from '../cast.ts';
import { encryptContact } from '../contact-encrypt.ts';
import type { Random } from '../random.ts';
import { type Row, row } from '../rows.ts';
import type { LearnerContext } from './learner-context.ts';

export interface IssuedId {
  readonly idType: string;
  readonly provider: string;
  readonly value: string;
  /** Old rows keep the lower-cased value alone. */
  readonly isLoweredOnly?: boolean;
}

/** As states number their teachers: with letters, or digits alone that begin with zeros, which Excel would eat. */
function stateIssuedId(channel: string, random: Random): string {
  return random.chance(0.2) ? `00${random.digits(7)}` : `${channel.toUpperCase()}T${random.digits(7)}`;
}

export function identityRow(id: IssuedId, { userId, enrolledAt }: LearnerContext): Row {
  const original = id.isLoweredOnly
    ? {}
    : { originalexternalid: id.value, originalidtype: id.idType, originalprovider: id.provider };
  return row('sunbird.usr_external_identity', {
    userid: userId,
    idtype: id.idType.toLowerCase(),
    provider: id.provider.toLowerCase(),
    externalid: id.value.toLowerCase(),
    ...original,
    createdby: userId,
    createdon: new Date(enrolledAt.getTime() - 86_400_000),
  });
}

function issuedIds({ cards, random, rootOrgId, channel }: LearnerContext): IssuedId[] {
  const value = stateIssuedId(channel, random);
  const old: IssuedId = { idType: channel, provider: channel, value };
  const today: IssuedId = rootOrgId === undefined ? old : { idType: rootOrgId, provider: rootOrgId, value };
  switch (cards.stateId) {
    case 'today':
      return [today];
    case 'old':
      return [old];
    case 'bothGenerations':
      // The state has numbered her anew since.
      return [{ ...old, value: stateIssuedId(channel, random) }, today];
    case 'loweredOnly':
      return [{ ...old, isLoweredOnly: true }];
    case 'ciphertext':
      return [{ ...old, value: encryptContact(value, DEMO_SALT) }];
    case 'none':
      return [];
  }
}

/** A state user's ids in `usr_external_identity`, in the key of the one generation or the other. */
export function stateIdRows(context: LearnerContext): Row[] {
  return issuedIds(context).map((id) => identityRow(id, context));
}
