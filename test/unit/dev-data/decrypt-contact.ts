import { createDecipheriv } from 'node:crypto';

/** Undoes the platform's three rounds; throws where the text is no ciphertext of this salt. */
export function decryptContact(stored: string, salt: string): string {
  let value = stored;
  for (let round = 0; round < 3; round++) {
    const decipher = createDecipheriv('aes-128-ecb', 'ThisAsISerceKtey', null);
    const text = Buffer.concat([decipher.update(value, 'base64'), decipher.final()]).toString('utf8');
    if (!text.startsWith(salt)) throw new Error('The salt is not there.');
    value = text.slice(salt.length);
  }
  return value;
}
