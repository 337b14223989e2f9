/** Says every ten seconds that a long step goes on; the returned function ends it. */
export function stillAtIt(what: string, say: (line: string) => void): () => void {
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  const timer = setInterval(() => say(`${what}: ${seconds()} s so far`), 10_000);
  return () => clearInterval(timer);
}
