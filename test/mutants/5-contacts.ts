import { inFile } from './mutant.ts';

const PATTERN = String.raw`/^[_A-Za-z0-9\-+]+(?:\.[_A-Za-z0-9-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9]+)*(?:\.[A-Za-z]{2,})$/`;

export const CONTACTS = [
  ...inFile('5', 'report/contacts.ts', [
    {
      breaks: 'star test: a value without * is printed',
      from: "stored.includes('*') ? stored : mask(stored)",
      to: 'stored',
    },
    {
      breaks: 'star test: a value with * is masked once more',
      from: "stored.includes('*') ? stored : mask(stored)",
      to: 'mask(stored)',
    },
    {
      breaks: 'star test: what holds no * after masking is printed',
      from: "masked.includes('*') ? textCell(masked) : blankCell('notMasked')",
      to: 'textCell(masked)',
    },
    {
      breaks: 'Mobile Number comes from maskedemail',
      from: 'maskedCell(profile.maskedPhone, maskPhone)',
      to: 'maskedCell(profile.maskedEmail, maskPhone)',
    },
    {
      breaks: 'a phone is masked as an e-mail',
      from: 'maskedCell(profile.maskedPhone, maskPhone)',
      to: 'maskedCell(profile.maskedPhone, maskEmail)',
    },
    {
      breaks: 'an e-mail is masked as a phone',
      from: 'maskedCell(profile.maskedEmail, maskEmail)',
      to: 'maskedCell(profile.maskedEmail, maskPhone)',
    },
    { breaks: 'e-mail: the third character is shown', from: 'Math.min(2, at)', to: 'Math.min(3, at)' },
    { breaks: 'e-mail: the second character is masked', from: 'Math.min(2, at)', to: 'Math.min(1, at)' },
    { breaks: 'e-mail: not one * for each character', from: "'*'.repeat(at - shown)", to: "'***'" },
    { breaks: 'e-mail: the domain is masked', from: ' + email.slice(at)', to: " + '@'" },
    {
      breaks: 'e-mail: a value that is no address is masked',
      from: 'if (!SUNBIRD_EMAIL.test(email)) return email;',
      to: '',
    },
    {
      breaks: 'e-mail: the pattern takes another character in the local part',
      from: String.raw`/^[_A-Za-z0-9\-+]+`,
      to: String.raw`/^[_A-Za-z0-9\-+ ]+`,
    },
    {
      breaks: 'e-mail: the pattern takes no + in the local part',
      from: String.raw`/^[_A-Za-z0-9\-+]+`,
      to: String.raw`/^[_A-Za-z0-9\-]+`,
    },
    { breaks: 'e-mail: the pattern takes no dot in the local part', from: String.raw`(?:\.[_A-Za-z0-9-]+)*@`, to: '@' },
    {
      breaks: 'e-mail: the pattern takes a dash in a later part of the domain',
      from: String.raw`(?:\.[A-Za-z0-9]+)*`,
      to: String.raw`(?:\.[A-Za-z0-9-]+)*`,
    },
    { breaks: 'e-mail: the pattern takes no subdomain', from: String.raw`(?:\.[A-Za-z0-9]+)*`, to: '' },
    {
      breaks: 'e-mail: the pattern takes no dash in the domain’s first part',
      from: '@[A-Za-z0-9-]+',
      to: '@[A-Za-z0-9]+',
    },
    { breaks: 'e-mail: the pattern takes an end of one letter', from: '[A-Za-z]{2,}', to: '[A-Za-z]+' },
    { breaks: 'e-mail: the pattern needs no end', from: String.raw`(?:\.[A-Za-z]{2,})$`, to: '$' },
    { breaks: 'e-mail: the pattern is looked for inside', from: PATTERN, to: PATTERN.replace('$/', '/') },
    { breaks: 'e-mail: the pattern is looked for at the end', from: PATTERN, to: PATTERN.replace('/^', '/') },
    {
      breaks: 'e-mail: a space around it is no obstacle',
      from: 'stored : mask(stored)',
      to: 'stored : mask(stored.trim())',
    },
    { breaks: 'phone: 9 characters are masked', from: '[...phone].length < 10', to: '[...phone].length < 9' },
    { breaks: 'phone: 10 characters are not masked', from: '[...phone].length < 10', to: '[...phone].length < 11' },
    { breaks: 'phone: characters are UTF-16 units', from: '[...phone].length < 10', to: 'phone.length < 10' },
    { breaks: 'phone: a space is no character', from: '[...phone].length < 10', to: '[...phone.trim()].length < 10' },
    { breaks: 'phone: not trimmed', from: 'phone.trim().replaceAll', to: 'phone.replaceAll' },
    { breaks: 'phone: dashes stay', from: ".replaceAll('-', '')", to: '' },
    { breaks: 'phone: one dash is removed', from: ".replaceAll('-', '')", to: ".replace('-', '')" },
    { breaks: 'phone: three digits are shown', from: 'slice(-4)', to: 'slice(-3)' },
    { breaks: 'phone: five digits are shown', from: 'slice(-4)', to: 'slice(-5)' },
    { breaks: 'phone: not one * for each character', from: 'digits.length - 4)', to: 'digits.length - 3)' },
    {
      breaks: 'phone: fewer than four digits are an error',
      from: 'Math.max(0, digits.length - 4)',
      to: 'digits.length - 4',
    },
  ]),
  ...inFile('5', 'report/profile-cells.ts', [
    { breaks: 'full mode is on by default', from: "settings.contacts === 'full' && ", to: '' },
    {
      breaks: 'full mode: no consent is needed',
      from: ' && hasConsent(learner.consent, settings.runStartedAt)',
      to: '',
    },
    {
      breaks: 'full mode prints nothing',
      from: "settings.contacts === 'full' && hasConsent(learner.consent, settings.runStartedAt)",
      to: 'false',
    },
    {
      breaks: 'full mode: consent is judged by now, not by the run’s start',
      from: 'settings.runStartedAt)',
      to: 'new Date())',
    },
  ]),
  ...inFile('5', 'report/contacts.ts', [
    {
      breaks: 'full mode: status is compared by letter',
      from: "norm(consent.status) !== 'active'",
      to: "consent.status !== 'ACTIVE'",
    },
    { breaks: 'full mode: a revoked consent holds', from: " || norm(consent.status) !== 'active'", to: '' },
    {
      breaks: 'full mode: an expiry at the run’s start holds',
      from: 'consent.expiry.getTime() > at.getTime()',
      to: 'consent.expiry.getTime() >= at.getTime()',
    },
    { breaks: 'full mode: the expiry does not matter', from: 'consent.expiry.getTime() > at.getTime()', to: 'true' },
    {
      breaks: 'full mode: an expiry of null has passed',
      from: 'consent.expiry === null || ',
      to: 'consent.expiry !== null && ',
    },
    {
      breaks: 'full mode: the e-mail is not printed',
      from: 'if (mayPrintPlain && hasText(profile.email)) return textCell(profile.email);',
      to: '',
    },
    {
      breaks: 'full mode: the phone is not printed',
      from: 'if (mayPrintPlain && hasText(profile.phone)) return textCell(profile.phone);',
      to: '',
    },
    {
      breaks: 'full mode: an e-mail without value does not fall back to its mask',
      from: 'mayPrintPlain && hasText(profile.email)',
      to: 'mayPrintPlain',
    },
    {
      breaks: 'full mode: a phone without value does not fall back to its mask',
      from: 'mayPrintPlain && hasText(profile.phone)',
      to: 'mayPrintPlain',
    },
    {
      breaks: 'full mode: the e-mail needs no consent',
      from: 'mayPrintPlain && hasText(profile.email)',
      to: 'hasText(profile.email)',
    },
    {
      breaks: 'full mode: the phone needs no consent',
      from: 'mayPrintPlain && hasText(profile.phone)',
      to: 'hasText(profile.phone)',
    },
    {
      breaks: 'full mode: the e-mail is not trimmed',
      from: 'return textCell(profile.email)',
      to: 'return { text: profile.email, blank: null }',
    },
  ]),
];
