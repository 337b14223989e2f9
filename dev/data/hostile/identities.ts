import { encryptContact } from '../contact-encrypt.ts';
import type { LearnerContext } from '../learner/learner-context.ts';
import type { Values } from '../rows.ts';
import { hostile } from './hostile-case.ts';

type Identity = Values<'sunbird.usr_external_identity'>;

const ofTenant = ({ state }: LearnerContext, rest: Identity): Identity => ({
  idtype: state.rootOrgId,
  provider: state.rootOrgId,
  ...rest,
});
const issued = (originalexternalid: string, externalid?: string) =>
  hostile((context) => ({ identities: [ofTenant(context, { originalexternalid, externalid })] }));

/** What another platform with another salt once wrote. */
export const FOREIGN_CIPHERTEXT = encryptContact('T-4711', 'another salt');

function ofOthers(count: number): Identity[] {
  return Array.from({ length: count }, (_, no) => ({
    idtype: `other-${no}`,
    provider: `other-${no}`,
    originalexternalid: `not hers ${no}`,
  }));
}

export const IDENTITIES = {
  blank: issued(' \t', ''),
  blankOriginal: issued(' ', ' t-0012 '),
  valueUnset: hostile((context) => ({ identities: [ofTenant(context, { createdby: 'state' })] })),
  formula: issued('=1+1'),
  phoneLike: issued('+919999'),
  leadingZeros: issued('000120'),
  record: issued('T-1,"2"\r\n3'),
  nul: issued('T\u00001'),
  ciphertextOfOtherSalt: issued(FOREIGN_CIPHERTEXT),
  hundredKilobytes: issued('7'.repeat(100_000)),
  oddKeys: hostile((context) => ({
    identities: [
      { idtype: ' AP ', provider: `\t${context.state.rootOrgId}`, originalexternalid: 'T-77' },
      { idtype: '', provider: '', originalexternalid: 'of nobody' },
      { idtype: ' ', provider: 'ap', originalexternalid: 'of no type' },
    ],
  })),
  fiveHundredOfOthers: hostile((context) => ({
    identities: [...ofOthers(500), ofTenant(context, { originalexternalid: 'T-88' })],
  })),
};
