import { createCipheriv } from 'node:crypto';

// Stands in until dev/data/contact-encrypt.ts is there; then contacts.ts and cast.ts import that one and this file goes.

const KEY = Buffer.from('ThisAsISerceKtey', 'ascii');
const ROUNDS = 3;
const LINE = 76;

/** Line feeds after each whole line of 57 bytes. (By slices: a regular expression took as long as the AES.) */
function mimeBase64(bytes: Buffer): string {
  const text = bytes.toString('base64');
  let lines = '';
  let at = 0;
  for (; text.length - at >= LINE && text.charAt(at + LINE - 1) !== '='; at += LINE) {
    lines += `${text.slice(at, at + LINE)}\n`;
  }
  return lines + text.slice(at);
}

/** The platform's ciphertext of a contact: three rounds of salted AES, each in Base64 with line feeds. */
export function encryptContact(plain: string, salt: string): string {
  let value = plain;
  for (let round = 0; round < ROUNDS; round++) {
    const cipher = createCipheriv('aes-128-ecb', KEY, null);
    const bytes = Buffer.concat([cipher.update(salt + value, 'utf8'), cipher.final()]);
    value = mimeBase64(bytes);
  }
  return value;
}
