import { inFile } from './mutant.ts';

export const CIPHER = [
  ...inFile('5', 'report/contacts.ts', [
    { breaks: 'plain: an address is taken for a ciphertext', from: 'SUNBIRD_EMAIL.test(text) || ', to: '' },
    { breaks: 'plain: a number is taken for a ciphertext', from: ' || PLAIN_NUMBER.test(text)', to: '' },
    { breaks: 'plain: no + before a number', from: String.raw`/^\+?[0-9-]`, to: '/^[0-9-]' },
    { breaks: 'plain: any number of + before a number', from: String.raw`/^\+?[0-9-]`, to: String.raw`/^\+*[0-9-]` },
    { breaks: 'plain: a number of 3 characters', from: '{4,20}', to: '{3,20}' },
    { breaks: 'plain: a number of 4 characters is none', from: '{4,20}', to: '{5,20}' },
    { breaks: 'plain: a number of 21 characters', from: '{4,20}', to: '{4,21}' },
    { breaks: 'plain: a number of 20 characters is none', from: '{4,20}', to: '{4,19}' },
    { breaks: 'plain: a number without dashes only', from: '[0-9-]{4,20}', to: '[0-9]{4,20}' },
    { breaks: 'plain: a number with spaces', from: '[0-9-]{4,20}', to: '[0-9 -]{4,20}' },
  ]),
  ...inFile('5', 'adapters/cassandra/contact-cipher.ts', [
    { breaks: 'decrypt: what was never encrypted is no value', from: 'isPlainContact(text) ? text : ', to: '' },
    { breaks: 'decrypt: not trimmed', from: "stored?.trim() ?? ''", to: "stored ?? ''" },
    { breaks: 'decrypt: two rounds', from: 'const ROUNDS = 3', to: 'const ROUNDS = 2' },
    { breaks: 'decrypt: four rounds', from: 'const ROUNDS = 3', to: 'const ROUNDS = 4' },
    { breaks: 'decrypt: another key', from: "'ThisAsISerceKtey'", to: "'ThisIsASecretKey'" },
    { breaks: 'decrypt: another mode', from: "'aes-128-ecb', KEY, null", to: "'aes-128-cbc', KEY, Buffer.alloc(16)" },
    {
      breaks: 'decrypt: the padding is not taken off',
      from: "const decipher = createDecipheriv('aes-128-ecb', KEY, null);",
      to: "const decipher = createDecipheriv('aes-128-ecb', KEY, null).setAutoPadding(false);",
    },
    { breaks: 'decrypt: white space is no obstacle only as line feed', from: String.raw`/\s/g`, to: String.raw`/\n/g` },
    { breaks: 'decrypt: white space is not dropped', from: String.raw`.replace(/\s/g, '')`, to: '' },
    { breaks: 'decrypt: what is no Base64 is read', from: 'if (!BASE64.test(base64)) return null;', to: '' },
    {
      breaks: 'decrypt: the salt need not be there',
      from: 'salted?.startsWith(salt) ? salted.slice(salt.length) : null',
      to: 'salted?.slice(salt.length) ?? null',
    },
    {
      breaks: 'decrypt: the salt is not taken off',
      from: 'salted.slice(salt.length)',
      to: 'salted',
    },
    { breaks: 'decrypt: what is no UTF-8 is read', from: 'fatal: true', to: 'fatal: false' },
    {
      breaks: 'decrypt: a step that fails is an error',
      from: 'catch {\n    return null;\n  }',
      to: 'catch (error) {\n    throw error;\n  }',
    },
    {
      breaks: 'decrypt: where a step fails the stored text is passed on',
      from: 'return value === null || oneRound(value, salt) !== null ? null : value;',
      to: 'return value === null ? stored : value;',
    },
    {
      breaks: 'decrypt: where a step fails what a round left over is passed on',
      from: 'value = oneRound(value, salt);',
      to: 'value = oneRound(value, salt) ?? value;',
    },
    { breaks: 'decrypt: what was encrypted twice over is a value', from: ' || oneRound(value, salt) !== null', to: '' },
  ]),
  ...inFile('5', 'dev/data/contact-encrypt.ts', [
    { breaks: 'encrypt: two rounds', from: 'const ROUNDS = 3', to: 'const ROUNDS = 2' },
    { breaks: 'encrypt: another key', from: "'ThisAsISerceKtey'", to: "'ThisIsASecretKey'" },
    { breaks: 'encrypt: without salt', from: 'encrypted(salt + value)', to: 'encrypted(value)' },
    { breaks: 'encrypt: the salt stands behind', from: 'encrypted(salt + value)', to: 'encrypted(value + salt)' },
    { breaks: 'encrypt: the Base64 has no line feeds', from: String.raw`.replace(/[^=]{76}/g, '$&\n')`, to: '' },
    { breaks: 'encrypt: a line feed after another number of bytes', from: '{76}', to: '{64}' },
    { breaks: 'encrypt: a line feed after a padded last line', from: '/[^=]{76}/g', to: '/.{76}/g' },
    { breaks: 'encrypt: no line feed at the very end', from: '/[^=]{76}/g', to: '/[^=]{76}(?!$)/g' },
    {
      breaks: 'encrypt: the line feeds do not belong to the next round’s input',
      from: 'value = mimeBase64(encrypted(salt + value))',
      to: String.raw`value = mimeBase64(encrypted(salt + value.replaceAll('\n', '')))`,
    },
  ]),
];
