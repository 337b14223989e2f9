/** `leafNodesCount` of a course's hierarchy (JSON text); `null` unless it is a whole number above 0. */
export function leafCountIn(hierarchy: string | null): number | null {
  try {
    const count: unknown = JSON.parse(hierarchy ?? '').leafNodesCount;
    return typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : null;
  } catch {
    return null;
  }
}
