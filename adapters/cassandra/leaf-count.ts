import type { Client } from 'cassandra-driver';
import { ReportError } from '../../report/errors.ts';
import { knownError } from './known-errors.ts';

/** Whatever is wrong with the content hierarchy, progress falls back on the next rule (docs/domain.md, 3.8). */
export async function readLeafCount(
  client: Client,
  query: string,
  courseId: string,
  consistency: number,
): Promise<number | null> {
  try {
    const result = await client.execute(query, [courseId], { consistency });
    return leafCountIn(result.first()?.['hierarchy'] ?? null);
  } catch (error) {
    const known = knownError(error, 'source');
    if (known instanceof ReportError && known.code === 'SourceSchema') return null;
    throw known;
  }
}

/** `leafNodesCount` of a course's hierarchy (JSON text); `null` unless it is a whole number above 0. */
export function leafCountIn(hierarchy: string | null): number | null {
  try {
    const count: unknown = JSON.parse(hierarchy ?? '').leafNodesCount;
    return typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : null;
  } catch {
    return null;
  }
}
