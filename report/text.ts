/** The words "trim", "blank" and "norm" of docs/domain.md, 3, and the one order in which texts are compared. */

/** Not blank: there is something left after trimming. */
export function hasText(text: string | null | undefined): text is string {
  return typeof text === 'string' && text.trim() !== '';
}

/** Trimmed; `''` for no value. Characters inside are never touched. */
export function trimmed(text: string | null | undefined): string {
  return typeof text === 'string' ? text.trim() : '';
}

/** Trimmed and lower-cased, for comparing; `''` for no value, so a caller must not let two blanks match. */
export function norm(text: string | null | undefined): string {
  return trimmed(text).toLowerCase();
}

/**
 * Code point order, which is the byte order of UTF-8 and so the order of Cassandra's text keys. JavaScript's `<`
 * differs: it puts an emoji (a surrogate pair, from U+D800) before U+E000 to U+FFFF.
 */
export function byCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = weight(a.charCodeAt(i)) - weight(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function weight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
