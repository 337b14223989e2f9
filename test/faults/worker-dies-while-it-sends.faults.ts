import { describe, expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { until } from '../support/e2e-until.ts';
import { HANG, type SmtpState } from '../support/smtp-script.ts';
import { gate } from '../support/workflow-troubles.ts';
import type { Scenario } from './scenario.ts';
import { afterSending, die, firstTimes, inData } from './ports-that-stop.ts';
import { stage } from './real-stage.ts';
import { kill, takenOver, type First } from './taken-over.ts';
import { withoutCompare, withoutHeartbeat, withoutHoldBack, withoutRecord } from './without.ts';

async function expectSent(scenario: Scenario, mails: number, possibleDuplicate: boolean): Promise<void> {
  expect(await scenario.entry()).toMatchObject({ outcome: 'sent', possibleDuplicate });
  expect(scenario.reports).toHaveLength(mails);
  const [one, two = one] = scenario.reports;
  expect(one && two?.message.equals(one.message)).toBe(true);
  expect((await scenario.history()).repeatedFor('deliverReport')).toHaveLength(1);
}

describe.concurrent('a worker killed before the final dot', () => {
  test('before DATA', () => {
    const at = (state: SmtpState, first: First) => (state === 'rcpt' ? kill(first) : undefined);
    return takenOver({ at }, (scenario) => expectSent(scenario, 1, false));
  });

  test('in the middle of DATA', () => {
    const at = (state: SmtpState, first: First) => {
      if (state !== 'data') return;
      // The attachment is read from then on: without it the message cannot come to its end.
      first.cassandra.hold('answers');
      setTimeout(() => void kill(first), 1_000);
    };
    return takenOver({ at }, async (scenario) => {
      expect(scenario.smtp.dialogues[0]).toMatchObject({ isWhole: false });
      await expectSent(scenario, 1, false);
    });
  });

  test.each([
    ['as it is', (real: Dependencies) => real, false],
    [
      'counter-proof: a mailer that holds nothing back leaves a mail in doubt that never was one',
      withoutHoldBack,
      true,
    ],
  ] as const)('%s', async (_, part, possibleDuplicate) => {
    const dies = firstTimes(1, die);
    await using scenario = await stage().scenario({ deps: (real) => inData(part(real), dies) });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate });
    expect(scenario.reports).toHaveLength(1);
  });
});

describe.concurrent('a worker killed after the final dot', () => {
  test('before the last bytes have reached the server', () => {
    const at = (state: SmtpState, first: First) => (state === 'dot' ? kill(first) : undefined);
    return takenOver({ script: { dot: HANG }, at }, (scenario) => expectSent(scenario, 1, true));
  });

  test('after the 250, which it could not write down', () => {
    const at = (state: SmtpState, first: First) => {
      if (state !== 'dot') return;
      first.cassandra.hold('requests');
      setTimeout(() => void kill(first), 1_000);
    };
    return takenOver({ at }, (scenario) => expectSent(scenario, 2, true));
  });

  test.each([
    ['as it is: two mails', (real: Dependencies) => real, 2],
    ['counter-proof: without a record of the dot, a third', withoutRecord, 3],
  ] as const)('twice in a row, %s', async (_, part, mails) => {
    const dies = firstTimes(2, die);
    await using scenario = await stage().scenario({ deps: (real) => afterSending(part(real), dies) });
    await scenario.end();
    expect(scenario.reports).toHaveLength(mails);
  });
});

describe.concurrent('a worker killed after it wrote down that the mail was accepted', () => {
  test('before the step has ended', () => {
    const at = (state: SmtpState, first: First) => {
      if (state !== 'dot') return;
      // What it writes down is done, and it hears nothing of it.
      first.cassandra.hold('answers');
      void accepted(first.scenario).then(() => kill(first));
    };
    return takenOver({ at }, (scenario) => expectSent(scenario, 1, false));
  });

  test.each([
    ['as it is: one mail', (real: Dependencies) => real, 1],
    ['counter-proof: without a record, a second', withoutRecord, 2],
  ] as const)('%s', async (_, part, mails) => {
    const dies = firstTimes(1, die);
    await using scenario = await stage().scenario({
      deps: part,
      steps: (real) => ({
        ...real,
        deliverReport: async (input) => {
          const result = await real.deliverReport(input);
          await dies();
          return result;
        },
      }),
    });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    expect(scenario.reports).toHaveLength(mails);
  });
});

describe.concurrent('a worker that stands still in DATA while another takes over', () => {
  test('as a process that is stopped and woken up', () => {
    const at = (state: SmtpState, { worker, temporal, takeOver }: First) => {
      if (state !== 'data') return;
      worker.freeze();
      // Else Temporal would give it the next attempts, too, which it never begins.
      temporal.cut();
      takeOver();
    };
    return takenOver({ at }, async (scenario, { worker }) => {
      await expectSent(scenario, 1, false);
      worker.wake();
      await until('the end of its connection', async () => scenario.smtp.dialogues[0]?.isClosed || undefined);
      expect(scenario.smtp.dialogues.map(({ isWhole }) => isWhole)).toEqual([false, true]);
      await expectSent(scenario, 1, false);
    });
  });

  test.each([
    ['as it is: one mail', (real: Dependencies) => real, 1],
    ['counter-proof: when everybody may finish, two', withoutCompare, 2],
  ] as const)('%s', async (_, part, mails) => {
    const stand = gate();
    const stands = firstTimes(1, stand.pass);
    await using scenario = await stage().scenario({
      deps: (real) => inData(part(real), stands),
      steps: withoutHeartbeat,
    });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    expect(scenario.reports).toHaveLength(1);
    stand.open();
    await until('the end of its connection', async () => scenario.smtp.dialogues[0]?.isClosed || undefined);
    expect(scenario.reports).toHaveLength(mails);
  });
});

describe.concurrent('a worker that is told to stop', () => {
  test('as a process, while the mail server takes its time with the answer: it ends what it has begun', () => {
    const at = async (state: SmtpState, { worker, takeOver }: First) => {
      if (state !== 'dot') return;
      void worker.stop().then(takeOver);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    };
    return takenOver({ at }, async (scenario, { worker }) => {
      expect(await worker.stop()).toBe('exit code 0');
      expect(await scenario.entry()).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
      expect(scenario.reports).toHaveLength(1);
      expect((await scenario.history()).attempts('deliverReport')).toEqual([1]);
    });
  });
});

function accepted({ stage: { deps }, input }: Scenario): Promise<true> {
  const isAccepted = async () => (await deps.deliveries.latest(input.reportId, 'report'))?.state === 'accepted';
  return until('accepted', async () => (await isAccepted()) || undefined);
}
