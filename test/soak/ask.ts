import { setTimeout as sleep } from 'node:timers/promises';
import type { ReportClient } from '../../client/index.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { ReportError } from '../../report/errors.ts';
import type { ReportRequest } from '../../report/request.ts';
import { BATCHES, mentorId } from './batches.ts';
import type { Ask } from './plan.ts';

/** What a portal was answered. */
export interface Asked {
  readonly reportId: string;
  readonly joined: boolean;
  /** Times that it was told to ask again. */
  readonly putOff: number;
}

/** As a mentor and her portal do. @returns an answer for each click */
export async function ask({ kind, clicks, batch, mentor }: Ask, reports: ReportClient): Promise<Asked[]> {
  const { courseId, batchId } = BATCHES[batch] ?? { courseId: '', batchId: '' };
  const requesterId = kind === 'stranger' ? DEMO.strangerId : mentorId(mentor);
  const deliver = kind === 'portal' ? 'portal' : 'mail';
  return Promise.all(Array.from({ length: clicks }, () => click(reports, { courseId, batchId, requesterId, deliver })));
}

/** Told that Temporal cannot be reached, she presses the button again. */
async function click(reports: ReportClient, request: ReportRequest): Promise<Asked> {
  for (let putOff = 0; ; putOff += 1) {
    try {
      const { reportId, joined } = await reports.request(request);
      return { reportId, joined, putOff };
    } catch (error) {
      if (!(error instanceof ReportError && error.code === 'TemporalUnreachable')) throw error;
      await sleep(1_000);
    }
  }
}
