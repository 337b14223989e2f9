const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

const TIME = String.raw`\d{1,5} ?-?(?:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h)\b`;
/** hh:mm:ss or mm:ss, as milter-greylist writes it. */
const CLOCK = String.raw`(?:\d{1,2}:)?\d{1,2}:\d\d\b`;
/** Only behind such a word: "at most 100 mails in 24 hours" is no hint. No digit between, so that no date or address is read. */
const HINT = new RegExp(
  String.raw`(?:again|back|retry|wait|listed|listing|defer\w*)[^\d]{0,40}?((?:${TIME}(?:,? and |[, ]{1,2})?)+|${CLOCK})`,
  'i',
);

/**
 * The time after which a server asks to be tried again, as greylists write it into the text of a 4xx: "try again in 300
 * seconds", "retry in 5 minutes", "greylisted for 00:05:00".
 *
 * @param response every line of the reply
 * @returns milliseconds; `null` where the text names no time
 */
export function retryHintIn(response: string): number | null {
  const hint = HINT.exec(response.replaceAll(/\s*\n\d{3}[ -](?:\d\.\d+\.\d+ )?/g, ' '))?.[1];
  if (hint === undefined) return null;
  return hint.includes(':') ? clockMs(hint) : timesMs(hint);
}

function clockMs(text: string): number {
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1_000;
}

/** "1 hour 5 minutes" is the sum of both. */
function timesMs(text: string): number {
  let sum = 0;
  for (const [, count, unit = ''] of text.toLowerCase().matchAll(/(\d+) ?-?([smh])/g)) {
    sum += Number(count) * (UNIT_MS[unit] ?? 0);
  }
  return sum;
}
