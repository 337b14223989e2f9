import { DROP, HANG, reply, TAKE_AND_DROP, TAKE_AND_HANG, TRICKLE, type SmtpScript } from '../support/smtp-script.ts';

/** What a mail server may do to the next connection, by its name in the plan. */
export const MAIL_TROUBLES = {
  'drops before it greets': { greeting: DROP },
  'never greets': { greeting: HANG },
  'greets a byte a second': { greeting: TRICKLE },
  'is too busy to greet (421)': { greeting: reply('421 4.3.2 closing') },
  'drops at MAIL': { mail: DROP },
  'puts the sender off (451)': { mail: reply('451 4.3.0 later') },
  'greylists (450)': { rcpt: reply('450 4.7.1 greylisted') },
  'hangs at RCPT': { rcpt: HANG },
  'does not know the address (550)': { rcpt: reply('550 5.1.1 unknown') },
  'drops at DATA': { data: DROP },
  'drops in the middle of DATA': { body: DROP, bodyAfter: 4_000 },
  'hangs in the middle of DATA': { body: HANG, bodyAfter: 4_000 },
  'puts the message off (451)': { dot: reply('451 4.3.0 later') },
  'refuses the message (554)': { dot: reply('554 5.7.1 policy') },
  'drops at the final dot': { dot: DROP },
  'hangs at the final dot': { dot: HANG },
  'takes the message and drops': { dot: TAKE_AND_DROP },
  'takes the message and hangs': { dot: TAKE_AND_HANG },
} as const satisfies Readonly<Record<string, SmtpScript>>;

export type MailTrouble = keyof typeof MAIL_TROUBLES;
