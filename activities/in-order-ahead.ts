/**
 * Works on the items of a stream while the next ones are fetched, and yields the results in the items' order.
 *
 * @param ahead results that may be under way beside the one that is waited for
 */
export async function* inOrderAhead<T, R>(
  items: AsyncIterable<T>,
  ahead: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  for await (const item of items) {
    const job = work(item);
    // Awaited below in its turn; until then a failure must not count as unhandled.
    job.catch(() => undefined);
    underWay.push(job);
    if (underWay.length > ahead) yield await (underWay.shift() as Promise<R>);
  }
  for (const job of underWay) yield await job;
}
