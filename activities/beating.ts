import { cancellationSignal, heartbeat } from '@temporalio/activity';

/** A fifth of the heartbeat timeout: four may be lost before a living worker is taken for dead. */
const BEAT_MS = 5_000;

/**
 * Tells the server that this step is alive and how far it is, until `work` ends.
 *
 * @param progress small, ids and counts only: heartbeats are stored
 * @param work gets the signal by which a cancel arrives (it travels with a heartbeat's answer)
 */
export async function whileBeating<T>(progress: () => object, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = cancellationSignal();
  heartbeat(progress());
  const timer = setInterval(() => heartbeat(progress()), BEAT_MS);
  try {
    return await work(signal);
  } finally {
    clearInterval(timer);
  }
}
