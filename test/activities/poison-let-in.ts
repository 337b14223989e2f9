import type { Dependencies } from '../../activities/dependencies.ts';
import type { Bytes } from '../../report/ports.ts';

// Parts that lack a protection against poison, for counter-proofs.

/** A file without a quote in it. */
export function withoutQuotes(real: Dependencies): Dependencies {
  async function* unquoted(content: Bytes) {
    for await (const piece of content) yield Buffer.from(Buffer.from(piece).toString().replaceAll('"', ''));
  }
  const write: typeof real.store.write = (reportId, prefix, content) =>
    real.store.write(reportId, prefix, unquoted(content));
  return { ...real, store: { ...real.store, write } };
}

/** Takes a place that nobody knows for a fault. */
export function withoutPardon(real: Dependencies): Dependencies {
  const load: typeof real.directories.load = async (organisations, locations) => {
    const directory = await real.directories.load(organisations, locations);
    const location = (id: string) => {
      const found = directory.location(id);
      if (found === undefined) throw new Error('an unknown place');
      return found;
    };
    return { ...directory, location };
  };
  return { ...real, directories: { ...real.directories, load } };
}
