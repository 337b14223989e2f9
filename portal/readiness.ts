import { ReportError, type ReportErrorCode } from '../report/errors.ts';
import type { PortalDependencies } from './dependencies.ts';

/** `ok`, or the code of what is wrong. */
export interface Readiness {
  readonly isReady: boolean;
  readonly temporal: 'ok' | ReportErrorCode;
  /** Workers that ask for work; without any, reports are accepted and wait. */
  readonly workers: number;
  readonly cassandra: 'ok' | ReportErrorCode;
}

/** No report has this id, and no user this one: an answer is all that is wanted. */
const NOBODY = '-';

/** Asks all servers anew at most once in this time, however often it is asked. */
const GOOD_FOR_MS = 1_000;

export function readiness(deps: PortalDependencies): () => Promise<Readiness> {
  let asked: { readonly atMs: number; readonly answer: Promise<Readiness> } | null = null;
  return () => {
    const nowMs = performance.now();
    if (asked === null || nowMs - asked.atMs > GOOD_FOR_MS) asked = { atMs: nowMs, answer: look(deps) };
    return asked.answer;
  };
}

async function look({ livePollers, ledger, source }: PortalDependencies): Promise<Readiness> {
  let workers = 0;
  const [temporal, cassandra] = await Promise.all([
    stateOf(async () => (workers = await livePollers())),
    stateOf(() => Promise.all([ledger.entry(NOBODY), source.requester(NOBODY)])),
  ]);
  return { isReady: temporal === 'ok' && workers > 0 && cassandra === 'ok', temporal, workers, cassandra };
}

async function stateOf(ask: () => Promise<unknown>): Promise<'ok' | ReportErrorCode> {
  try {
    await ask();
    return 'ok';
  } catch (error) {
    return error instanceof ReportError ? error.code : 'Unexpected';
  }
}
