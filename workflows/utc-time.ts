/** An instant as people read it in the Temporal UI. @returns e.g. `2026-11-24 06:30:00 UTC` */
export function utcTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
