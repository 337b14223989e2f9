import type { Dependencies } from './dependencies.ts';

/** A cancelled report leaves nothing to fetch. */
export async function discardObjects(deps: Dependencies, input: { reportId: string }): Promise<void> {
  await deps.ledger.update(input.reportId, { file: null });
  await deps.store.removeAll(input.reportId);
}
