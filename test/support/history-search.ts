/**
 * Every text in something exported from Temporal, decoded: payloads, memos, headers, failures and heartbeats are base64
 * wherever they stand, so a search through the export as it is finds nothing and proves nothing.
 */
export function* textsIn(exported: unknown): Generator<string> {
  if (typeof exported === 'string') yield* textsOf(exported);
  else if (exported instanceof Uint8Array) yield* insideOf(Buffer.from(exported).toString('utf8'));
  else if (Array.isArray(exported)) for (const one of exported) yield* textsIn(one);
  else if (typeof exported === 'object' && exported !== null) {
    for (const [name, value] of Object.entries(exported)) {
      yield name;
      yield* textsIn(value);
    }
  }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A short word can be base64 by chance: then both readings count. */
function* textsOf(text: string): Generator<string> {
  yield text;
  if (text.length >= 4 && BASE64.test(text)) yield* insideOf(Buffer.from(text, 'base64').toString('utf8'));
}

/** JSON hides letters behind escapes, and may hold base64 again. */
function* insideOf(text: string): Generator<string> {
  yield text;
  try {
    yield* textsIn(JSON.parse(text) as unknown);
  } catch {
    // Not JSON: the text itself was all.
  }
}

/** Ends of words in any script, so that Rao is not found in a hash or in Raoul. */
const BESIDE = String.raw`[\p{L}\p{M}\p{N}]`;

/** Which of the words stand in the texts. */
export function findWords(texts: Iterable<string>, words: Iterable<string>): string[] {
  const hay = [...texts].join('\n');
  return [...new Set(words)].filter((word) => hay.includes(word) && asWord(word).test(hay));
}

function asWord(word: string): RegExp {
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  return new RegExp(`(?<!${BESIDE})${escaped}(?!${BESIDE})`, 'u');
}
