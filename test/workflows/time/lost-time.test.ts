import { describe, expect, test } from 'vitest';
import type { ReportErrorCode } from '../../../report/errors.ts';
import type { Outcome } from '../../../report/status.ts';
import { ATTRIBUTES } from '../../../workflows/contract.ts';
import { FakeReports, type Step } from '../../support/workflow-fakes.ts';
import { Scene } from '../../support/workflow-scene.ts';
import { timeSkippingServer } from '../../support/workflow-server.ts';
import { Stopwatch } from '../../support/workflow-stopwatch.ts';
import { failing } from '../../support/workflow-troubles.ts';
import { hangingOn } from '../../support/workflow-virtual-time.ts';

/** Where thirty minutes can be lost (without a worker: ../no-worker.test.ts): until which minute the run tries, and how it must end. */
interface LostTime {
  readonly where: string;
  readonly step: Step;
  readonly fakes: (server: ReturnType<ReturnType<typeof timeSkippingServer>>) => FakeReports;
  readonly untilMinute: 18 | 28;
  /** Needs a server of its own (test/support/workflow-virtual-time.ts). */
  readonly isHanging?: true;
  readonly ends?: readonly [Outcome, ReportErrorCode, notice: string];
}

const READING = ['prepareReport', 'listPages', 'writePage', 'assembleReport'] as const;
const onePage = () => new FakeReports({ pages: 1 });

const busy = () => failing('MailServerBusy', { replyCode: 451 });
/** The last bytes have left in the first attempt; the second finds that out, and so does the ending. */
function unanswered(fakes: FakeReports) {
  return fakes.when('deliverReport', async () => {
    fakes.mail = 'dot';
    await failing('DeliveryUnanswered')();
  });
}

const LOST: readonly LostTime[] = [
  ...READING.map((step) => ({
    where: `${step} fails again and again`,
    step,
    fakes: () => onePage().when(step as Step, failing('StoreUnavailable')),
    untilMinute: 18 as const,
  })),
  ...READING.map((step) => ({
    where: `${step} hangs`,
    step,
    fakes: ((server) => onePage().when(step as Step, () => hangingOn(server))) as LostTime['fakes'],
    untilMinute: 18 as const,
    isHanging: true as const,
  })),
  {
    where: 'the mail server puts the report off again and again',
    step: 'deliverReport',
    fakes: () => onePage().when('deliverReport', busy()),
    untilMinute: 28,
  },
  {
    where: 'the mail server hangs before the final dot',
    step: 'deliverReport',
    fakes: (server) => onePage().when('deliverReport', () => hangingOn(server)),
    untilMinute: 28,
    isHanging: true,
  },
  {
    where: 'the mail server never answers after the final dot',
    step: 'deliverReport',
    fakes: () => unanswered(onePage()),
    untilMinute: 28,
    ends: ['failed', 'DeliveryUnconfirmed', 'unconfirmed'],
  },
];

const shared = timeSkippingServer();

describe.each(LOST)('thirty minutes, when $where', ({ step, fakes: make, untilMinute, isHanging, ends }) => {
  const server = isHanging ? timeSkippingServer() : shared;

  test(`at risk by minute 4, given up at minute ${untilMinute}, told before 29:30, and no report mail`, async () => {
    const [outcome, code, notice] = ends ?? ['late', 'DeadlineMissed', 'late'];
    const watch = new Stopwatch(server());
    const fakes = watch.on(make(server()));
    const scene = new Scene(server(), fakes);
    const { failure, result } = await scene.report(watch.run);
    expect(result).toMatchObject({ outcome, errorCode: code, rows: step === 'deliverReport' ? 100 : null });
    expect(failure?.type).toBe(code);
    if (outcome === 'late') expect(failure?.message).toContain(`${step} took too long`);
    expect(await watch.minuteAtRisk()).toBeLessThan(4);
    expect(watch.minuteOf('closeDelivery')).toBeGreaterThanOrEqual(untilMinute);
    expect(watch.minuteOf('closeDelivery')).toBeLessThan(untilMinute + 0.7);
    expect(watch.minuteOf('notifyRequester')).toBeLessThan(29.5);
    expect(await watch.minuteOfEnd()).toBeLessThan(31);
    expect(fakes).toMatchObject({ mails: 0, notices: [notice], outcomes: [outcome] });
    expect(fakes.begun.lastIndexOf('deliverReport')).toBeLessThan(fakes.begun.indexOf('closeDelivery'));
    const { typedSearchAttributes, memo } = await server().client.workflow.getHandle(scene.workflowId).describe();
    expect(typedSearchAttributes.get(ATTRIBUTES.outcome)).toBe(outcome);
    expect(memo).toMatchObject({ ending: { outcome, errorCode: code, step } });
  });
});
