import { createCipheriv, createSecretKey } from 'node:crypto';

/** How Sunbird writes user.email and user.phone (docs/domain.md, 5): for demo data and tests, the product only reads. */

const KEY = createSecretKey('ThisAsISerceKtey', 'ascii');
const ROUNDS = 3;

export function encryptContact(plain: string, salt: string): string {
  let value = plain;
  for (let round = 0; round < ROUNDS; round++) value = mimeBase64(encrypted(salt + value));
  return value;
}

function encrypted(text: string): Buffer {
  const cipher = createCipheriv('aes-128-ecb', KEY, null);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
}

/** A line feed after every 57 bytes: 76 characters without padding, so that a padded last line never ends in one. */
function mimeBase64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/[^=]{76}/g, '$&\n');
}
