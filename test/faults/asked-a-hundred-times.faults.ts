import type { Client } from '@temporalio/client';
import { describe, expect, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { smtpMailer } from '../../adapters/mail/mailer.ts';
import { statusOfEntry } from '../../archive/status.ts';
import { reportClient } from '../../client/index.ts';
import { DEMO } from '../../dev/data/demo.ts';
import type { LearnerSource } from '../../report/ports.ts';
import { TASK_QUEUE } from '../../workflows/contract.ts';
import { openScene } from '../support/e2e-scene.ts';
import { mailServer } from '../support/e2e-mail-servers.ts';
import { stage } from './real-stage.ts';

const HUNDRED = Array.from({ length: 100 });

/** A namespace of the test's own with one worker, whose readings of the batch are counted. */
async function during(work: (temporal: Client, seen: { scans: number; mails: () => number }) => Promise<void>) {
  await using scene = await openScene();
  await using smtp = await mailServer();
  const seen = { scans: 0, mails: () => smtp.mails().length };
  const { deps, from } = stage();
  const mailer = smtpMailer({ smtpUrl: smtp.url, from });
  const source = counting(deps.source, () => (seen.scans += 1));
  const activities = createActivities({ ...deps, mailer, source });
  const worker = await stage().worker(TASK_QUEUE, { activities, namespace: scene.temporal.options.namespace });
  await worker.runUntil(() => work(scene.temporal, seen));
}

function counting(source: LearnerSource, count: () => void): LearnerSource {
  return {
    ...source,
    enrolments: (...args) => {
      count();
      return source.enrolments(...args);
    },
  };
}

const asked = () => {
  const { courseId, batchId } = stage().batch;
  return { courseId, batchId, requesterId: DEMO.mentorId, deliver: 'mail' as const };
};

async function toTheEnd(temporal: Client, reportId: string): Promise<void> {
  for await (const { status } of reportClient(temporal).follow(reportId)) if (status === 'sent') return;
}

describe.concurrent('the same request a hundred times', () => {
  test('at once: one run, one reading, one mail, equal answers; a second after the end: a new run', () =>
    during(async (temporal, seen) => {
      const client = reportClient(temporal);
      const answers = await Promise.all(HUNDRED.map(() => client.request(asked())));
      expect(answers.filter(({ joined }) => joined)).toHaveLength(99);
      const reportId = answers[0]?.reportId ?? '';
      expect(new Set(answers.map((answer) => `${answer.reportId} ${answer.runId}`)).size).toBe(1);
      await toTheEnd(temporal, reportId);
      expect([seen.scans, seen.mails()]).toEqual([1, 1]);
      const entry = await stage().deps.ledger.entry(reportId);
      expect(entry && statusOfEntry(entry)).toMatchObject({ status: 'sent', sha256: stage().undisturbedSha256 });

      const again = await client.request(asked());
      expect(again).toMatchObject({ joined: false });
      expect(again.reportId).not.toBe(reportId);
      await toTheEnd(temporal, again.reportId);
      expect([seen.scans, seen.mails()]).toEqual([2, 2]);
    }));

  test('counter-proof: a client that does not use what runs already gives ninety-nine no answer', () =>
    during(async (temporal) => {
      const client = reportClient(withoutJoining(temporal));
      const answers = await Promise.allSettled(HUNDRED.map(() => client.request(asked())));
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }));
});

function withoutJoining(temporal: Client): Client {
  const start: Client['workflow']['start'] = (workflow, options) =>
    temporal.workflow.start(workflow, { ...options, workflowIdConflictPolicy: 'FAIL' });
  const workflow = new Proxy(temporal.workflow, {
    get: (target, name) => (name === 'start' ? start : Reflect.get(target, name)),
  });
  return new Proxy(temporal, { get: (target, name) => (name === 'workflow' ? workflow : Reflect.get(target, name)) });
}
