import { setTimeout as sleep } from 'node:timers/promises';
import type { ReportClient } from '../../client/index.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { ReportError } from '../../report/errors.ts';
import { BATCHES, mentorId } from './batches.ts';
import type { Ask } from './plan.ts';

/** What a portal was answered. */
export interface Asked {
  readonly reportId: string;
  readonly joined: boolean;
  /** Times that it was told to ask again. */
  readonly putOff: number;
}

/** As a portal does: told that Temporal cannot be reached, the mentor presses the button again. */
export async function ask({ kind, batch, mentor }: Ask, reports: ReportClient): Promise<Asked> {
  const { courseId, batchId } = BATCHES[batch] ?? { courseId: '', batchId: '' };
  const requesterId = kind === 'stranger' ? DEMO.strangerId : mentorId(mentor);
  const deliver = kind === 'portal' ? 'portal' : 'mail';
  for (let putOff = 0; ; putOff += 1) {
    try {
      const { reportId, joined } = await reports.request({ courseId, batchId, requesterId, deliver });
      return { reportId, joined, putOff };
    } catch (error) {
      if (!(error instanceof ReportError && error.code === 'TemporalUnreachable')) throw error;
      await sleep(1_000);
    }
  }
}
