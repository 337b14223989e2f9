/** In the mail, and with the longest words before it in the subject, where some 120 characters are shown at most. */
const LONGEST_SHOWN = 80;
/** One shown character may be made of thousands: marks can be piled on a letter without end. */
const LONGEST_UNITS = 240;

/** Joiners are part of Indian scripts; every other invisible sign (bidi controls among them) only changes how the rest reads. */
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}|\p{Cs}/gu;
const BREAKS = /[\p{Cc}\s]+/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * What a mail calls a batch. Its name is free text: line breaks would break a subject, bidi controls turn it round, and
 * `=?utf-8?B?…?=` is decoded by whoever reads it (RFC 2047).
 *
 * @returns one line of at most 80 shown characters, with an ellipsis where it was cut; the id where the name shows nothing
 */
export function batchLabel(name: string | null, batchId: string): string {
  const visible = (name ?? '').replaceAll(INVISIBLE, '').replaceAll(BREAKS, ' ').trim();
  const label = visible.replaceAll('=?', '= ?');
  return VISIBLE.test(label) ? shortened(label) : batchId;
}

function shortened(label: string): string {
  // Of a name without end, only its beginning is cut into characters.
  const shown = Array.from(
    new Intl.Segmenter('en').segment(label.slice(0, 4 * LONGEST_UNITS)),
    ({ segment }) => segment,
  );
  const isShort = shown.length <= LONGEST_SHOWN && label.length <= LONGEST_UNITS;
  if (isShort) return label;
  let kept = '';
  for (const one of shown.slice(0, LONGEST_SHOWN - 1)) {
    if (kept.length + one.length > LONGEST_UNITS) break;
    kept += one;
  }
  return `${kept.trimEnd()}…`;
}
