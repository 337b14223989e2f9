import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What the figures were measured on; everything runs on it: servers, worker, bench. */
export function machine() {
  return {
    cpus: availableParallelism(),
    cpuModel: cpus()[0]?.model ?? null,
    memoryMb: Math.round(totalmem() / 1024 / 1024),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    /** Over the last minute, before the bench: above 0.5 or so somebody else was measured, too. */
    loadBefore: loadavg()[0] ?? 0,
  };
}
