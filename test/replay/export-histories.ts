/**
 * Writes histories/*.json anew: one run of each ending, played with the fakes on a real Temporal server.
 *
 * By hand, when the workflow has changed on purpose and no open run needs the old order any more:
 * `npm run stack` in one terminal, its lines in the environment of another, and there
 * `node --import tsx test/replay/export-histories.ts`. Otherwise add files, and keep the old ones.
 */
import { writeFileSync } from 'node:fs';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { ALSO_MAIL, type CourseReportInput } from '../../workflows/contract.ts';
import { FakeReports } from '../support/workflow-fakes.ts';
import { endOf, Scene } from '../support/workflow-scene.ts';
import '../support/workflow-quiet-runtime.ts';
import { ResendScene } from '../support/workflow-resend-scene.ts';
import { failing, gate, hanging } from '../support/workflow-troubles.ts';

interface Story {
  readonly fakes: FakeReports;
  readonly scene?: typeof Scene;
  readonly input?: Partial<CourseReportInput>;
  readonly beside?: (handle: WorkflowHandle) => Promise<unknown>;
}

const STORIES: Readonly<Record<string, () => Story>> = {
  'sent-in-six-pages': () => ({ fakes: new FakeReports({ pages: 6 }) }),
  'sent-after-retries': () => ({ fakes: new FakeReports().when('writePage', failing('SourceSlow', {}, 1)) }),
  'kept-for-the-portal': () => ({ fakes: new FakeReports(), input: { deliver: 'portal' } }),
  'kept-as-the-address-was-refused': () => ({
    fakes: new FakeReports().when('deliverReport', failing('MailAddressRefused', { replyCode: 550 })),
  }),
  'refused-at-the-door': () => ({ fakes: new FakeReports().when('prepareReport', failing('NotMentorOfBatch')) }),
  'failed-in-a-page': () => ({
    fakes: new FakeReports({ pages: 6 }).when('writePage', failing('SourceForbidden', { what: 'user' })),
  }),
  'unconfirmed-after-the-final-dot': () => {
    const fakes = new FakeReports();
    fakes.when('deliverReport', async () => {
      fakes.mail = 'unknown';
      await failing('DeliveryUnconfirmed')();
    });
    return { fakes };
  },
  'late-while-reading': () => ({
    fakes: new FakeReports().when('writePage', hanging),
    input: { deadlineMs: 4_000 },
  }),
  'late-while-sending': () => ({
    fakes: new FakeReports().when('deliverReport', hanging),
    input: { deadlineMs: 4_000 },
  }),
  'cancelled-while-reading': () => {
    const reading = gate();
    const fakes = new FakeReports().when('writePage', async () => {
      reading.reach();
      await hanging();
    });
    return { fakes, beside: (handle) => reading.reached.then(() => handle.cancel()) };
  },
  resent: () => ({ fakes: new FakeReports(), scene: ResendScene }),
  'resent-in-vain-as-it-was-refused': () => ({
    fakes: new FakeReports().when('prepareResend', failing('ReportExpired')),
    scene: ResendScene,
  }),
  'resent-in-vain-as-the-mail-was-refused': () => ({
    fakes: new FakeReports().when('deliverReport', failing('MailRefused', { replyCode: 554 })),
    scene: ResendScene,
  }),
  'resent-in-vain-until-it-was-late': () => ({
    fakes: new FakeReports().when('deliverReport', hanging),
    scene: ResendScene,
    input: { deadlineMs: 4_000 },
  }),
  'resent-in-vain-as-it-was-cancelled': () => {
    const sending = gate();
    const fakes = new FakeReports().when('deliverReport', async () => {
      sending.reach();
      await hanging();
    });
    return { fakes, scene: ResendScene, beside: (handle) => sending.reached.then(() => handle.cancel()) };
  },
  'joined-by-a-mail-request-while-it-was-kept': () => {
    const ending = gate();
    const fakes = new FakeReports().when('recordOutcome', ending.pass);
    const beside = async (handle: WorkflowHandle) => {
      await ending.reached;
      await handle.signal(ALSO_MAIL);
      ending.open();
    };
    return { fakes, beside, input: { deliver: 'portal' } };
  },
};

const address = process.env['TEMPORAL_ADDRESS'];
if (!address) throw new Error('TEMPORAL_ADDRESS is not set: put what `npm run stack` prints into the environment.');
const server = await TestWorkflowEnvironment.createFromExistingServer({ address, client: { identity: 'client' } });
for (const [name, story] of Object.entries(STORIES)) {
  const { fakes, input, beside, scene: Play = Scene } = story();
  const scene = new Play(server, fakes, input);
  const history = await scene.work(async () => {
    const handle = await scene.start();
    await Promise.all([endOf(handle), beside?.(handle)]);
    return handle.fetchHistory();
  });
  const file = new URL(`histories/${name}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify(JSON.parse(historyToJSON(history), withoutStacks), null, 1)}\n`);
  console.log(name, history.events?.length);
}
await server.teardown();

/** Stacks name the folders of a machine, and no replay reads them. */
function withoutStacks(key: string, value: unknown): unknown {
  return key === 'stackTrace' ? undefined : value;
}
