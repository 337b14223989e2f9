/** As the platform's own clients do (docs/domain.md, 6): a key that is being renewed, too much at once, a server on its way up. */
const FOR_NOW: readonly number[] = [401, 429, 502, 503];

/** Whether the same batch may be taken later; on any other refusal it never will. */
export function isRefusedForNow(status: number): boolean {
  return FOR_NOW.includes(status);
}
