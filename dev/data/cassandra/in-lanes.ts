/**
 * Works through `items` with at most `lanes` of them under way, taking an item only when a lane is free, so that an
 * endless generator needs no more memory than a short one.
 *
 * @throws what the first failing `work` threw, after the other lanes have finished what they had begun
 */
export async function inLanes<T>(items: Generator<T>, lanes: number, work: (item: T) => Promise<void>): Promise<void> {
  const lane = async () => {
    // Leaving the loop by an error closes the shared generator, so that the other lanes take nothing more.
    for (const item of items) await work(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
