import { createDecipheriv, createSecretKey } from 'node:crypto';
import { isPlainContact } from '../../report/contacts.ts';

/** Sunbird's cipher for user.email and user.phone (docs/domain.md, 5). */

/** Fixed in Sunbird's public code, so that the salt is the secret. */
const KEY = createSecretKey('ThisAsISerceKtey', 'ascii');
const ROUNDS = 3;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

export interface ContactCipher {
  /** The plain contact, or `null` for no value or one that does not decrypt: never a ciphertext, in whole or half. */
  decrypt(stored: string | null): string | null;
}

/** @param salt the platform's `sunbird_encryption_key` */
export function createContactCipher(salt: string): ContactCipher {
  return {
    decrypt(stored) {
      const text = stored?.trim() ?? '';
      if (text === '') return null;
      return isPlainContact(text) ? text : unwrapped(text, salt);
    },
  };
}

/** All rounds, or nothing. A value that would unwrap once more was encrypted twice over: still a ciphertext. */
function unwrapped(stored: string, salt: string): string | null {
  let value: string | null = stored;
  for (let round = 0; round < ROUNDS && value !== null; round++) value = oneRound(value, salt);
  return value === null || oneRound(value, salt) !== null ? null : value;
}

function oneRound(value: string, salt: string): string | null {
  const base64 = value.replace(/\s/g, '');
  if (!BASE64.test(base64)) return null;
  const salted = decryptedText(Buffer.from(base64, 'base64'));
  return salted?.startsWith(salt) ? salted.slice(salt.length) : null;
}

/** A fresh decipher each time: a shared one would mix up concurrent uses. */
function decryptedText(bytes: Buffer): string | null {
  const decipher = createDecipheriv('aes-128-ecb', KEY, null);
  try {
    return UTF8.decode(Buffer.concat([decipher.update(bytes), decipher.final()]));
  } catch {
    return null;
  }
}
