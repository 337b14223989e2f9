import emailAddresses from 'email-addresses';
import { isIP } from 'node:net';
import { z } from 'zod';

/** Host and port each; brackets around IPv6. */
export const contactPoints = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .pipe(z.array(z.string().regex(/^(\[[0-9a-fA-F:]+\]|[\w.-]+)(:\d{1,5})?$/, 'must be host:port, comma separated')));

/** To listen at: Temporal's exporter takes no host name. */
export const socketAddress = z.string().refine((text) => {
  const [, host = '', port = ''] = /^\[?(.+?)\]?:(\d{1,5})$/.exec(text) ?? [];
  return isIP(host) > 0 && Number(port) > 0 && Number(port) < 65_536;
}, 'must be IP address:port, such as 127.0.0.1:9464');

/** Put into statements unquoted, so nothing but a plain name may pass. */
export const identifier = z.string().regex(/^[A-Za-z]\w{0,47}$/, 'must be a plain CQL name');

export const consistency = z.enum(['ONE', 'TWO', 'THREE', 'QUORUM', 'ALL', 'LOCAL_ONE', 'LOCAL_QUORUM', 'EACH_QUORUM']);

export const replication = z
  .string()
  .regex(
    /^\{\s*'class'\s*:\s*'\w+'(\s*,\s*'[\w.-]+'\s*:\s*('?\d+'?))+\s*\}$/,
    "must be a CQL map such as {'class':'NetworkTopologyStrategy','dc1':3}",
  );

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `90s`, `30m`, `12h`, `7d` to milliseconds. */
export function duration(leastMs: number, mostMs: number) {
  return z
    .string()
    .regex(/^\d{1,9}[smhd]$/, 'must be a number with s, m, h or d, such as 30m')
    .transform((text) => Number(text.slice(0, -1)) * UNIT_MS[text.slice(-1) as keyof typeof UNIT_MS])
    .pipe(
      z
        .number()
        .min(leastMs, `must be at least ${spoken(leastMs)}`)
        .max(mostMs, `must be at most ${spoken(mostMs)}`),
    );
}

function spoken(ms: number): string {
  const units = Object.entries(UNIT_MS).toReversed();
  const [unit, size] = units.find(([, one]) => ms % one === 0) ?? ['s', 1_000];
  return `${ms / size}${unit}`;
}

export function whole(least: number, most: number) {
  return z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`));
}

/**
 * Written out: to `URL` an unencoded ? or # in a password ends the host, and nodemailer then quotes the whole URL, password
 * and all, in its error and in a warning of Node's.
 */
const SMTP_URL = /^smtps?:\/\/([^\s/?#@]*@)?(\[[0-9a-fA-F:]+\]|[\w.-]+)(:\d{1,5})?\/?(\?[^\s#@]*)?$/;
const SMTP_URL_FORM =
  'must be smtp://host:port or smtps://host:port; in user and password / ? # @ % are written %2F %3F %23 %40 %25';

export const smtpUrl = z.url({ protocol: /^smtps?$/, error: SMTP_URL_FORM }).regex(SMTP_URL, SMTP_URL_FORM);

/** Domain of our Message-IDs too. */
export const mailFrom = z.string().transform((text, context) => {
  const parsed = emailAddresses.parseOneAddress({ input: text.trim(), rfc6532: true, strict: true, rejectTLD: true });
  if (parsed?.type === 'mailbox') return { name: parsed.name ?? '', address: parsed.address, domain: parsed.domain };
  context.addIssue('must be one address, or Name <address>');
  return z.NEVER;
});
