import { activityInfo, cancelled, heartbeat } from '@temporalio/activity';
import type { ErrorHoles, ReportErrorCode } from '../../report/errors.ts';
import { reportFailure } from '../../workflows/failure.ts';

/** Alive, and never done: ends by a cancel alone, or with its worker. */
export async function hanging(): Promise<never> {
  const beat = setInterval(() => heartbeat(), 100);
  try {
    return await cancelled();
  } finally {
    clearInterval(beat);
  }
}

/** What a step throws at the edge of the activities, each time or up to an attempt. */
export function failing(code: ReportErrorCode, holes: ErrorHoles = {}, untilAttempt = Infinity) {
  return async (): Promise<void> => {
    if (activityInfo().attempt <= untilAttempt) throw reportFailure(code, holes);
  };
}

export interface Gate {
  /** Fulfils when a step stands here. */
  readonly reached: Promise<void>;
  reach(): void;
  open(): void;
  /** Reaches it and waits until it is opened. */
  pass(): Promise<void>;
}

/** A place in the run at which a test can look around. */
export function gate(): Gate {
  let reach = () => {};
  let open = () => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  const pass = () => {
    reach();
    return opened;
  };
  return { reached, reach, open, pass };
}
