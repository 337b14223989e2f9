import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { connectTemporal, reportClient } from '../../client/index.ts';
import { withCassandra } from '../../dev/set-up.ts';
import { ask } from './ask.ts';
import type { SoakArguments } from './arguments.ts';
import { collect } from './collect.ts';
import { doFault, endFaults, faultLine } from './do-fault.ts';
import { KEYSPACE, type Ground } from './ground.ts';
import { inTime } from './in-time.ts';
import { planOf } from './plan.ts';
import { soakResult, type SoakResult } from './result.ts';
import { undisturbedRuns } from './undisturbed.ts';

/** Short enough to be lived through, long enough that most faults are survived. */
const DEADLINE_MS = 8 * 60_000;
/** A run has ended a minute after its deadline; the rest is for a machine that is busy. */
const REST_MS = 90_000;

type Say = (line: string) => void;

/** Disturbs the servers while reports are asked for, and counts what has come of every request. */
export async function soak(ground: Ground, args: SoakArguments, say: Say, signal: AbortSignal): Promise<SoakResult> {
  const { temporal, close } = await connectTemporal({ address: ground.temporal.address }, 'default');
  try {
    const reports = reportClient(temporal, { deadlineMs: DEADLINE_MS });
    say('every batch once, undisturbed');
    const undisturbed = await undisturbedRuns(reports);
    const plan = planOf(args.seed, args.minutes);
    say(`${args.minutes} minutes of seed ${args.seed}: ${plan.asks.length} requests, ${plan.faults.length} faults`);
    const startedAtMs = Date.now();
    const asking = inTime(plan.asks, (one) => ask(one, reports), signal);
    asking.catch(() => undefined);
    await inTime(
      plan.faults,
      (fault) => {
        say(`${clock(Date.now() - startedAtMs)}  ${faultLine(fault)}`);
        return doFault(fault, ground);
      },
      signal,
    );
    endFaults(ground);
    const asked = (await asking).flat();
    say('no more faults; everything comes to rest');
    await untilAtRest(temporal, signal);
    const seconds = Math.round((Date.now() - startedAtMs) / 1000);
    say('counting');
    const ids = asked.map(({ reportId }) => reportId);
    const evidence = await withCassandra(ground.values, (cassandra) =>
      collect({
        cassandra,
        keyspace: KEYSPACE,
        temporal,
        mails: ground.smtp.mails(),
        logs: ground.logs,
        asked: ids,
        undisturbed,
      }),
    );
    return soakResult({ args, seconds, startedAtMs, faults: plan.faults, asked, logs: ground.logs, evidence });
  } finally {
    await close();
  }
}

/** What has not ended by then is for the counting to tell. */
async function untilAtRest(temporal: Client, signal: AbortSignal): Promise<void> {
  const lastMoment = performance.now() + DEADLINE_MS + REST_MS;
  do await sleep(1_000, undefined, { signal });
  while (performance.now() < lastMoment && (await openRuns(temporal)) > 0);
}

async function openRuns(temporal: Client): Promise<number> {
  return (await temporal.workflow.count("ExecutionStatus = 'Running'")).count;
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}
