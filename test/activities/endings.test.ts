import { simpleParser } from 'mailparser';
import { DefaultLogger, type LogEntry } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RecordOutcomeInput, ReportIdentity } from '../../activities/api.ts';
import { CAST } from '../../dev/data/cast.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { ReportError } from '../../report/errors.ts';
import { recordedMetrics } from '../support/recorded-metrics.ts';
import { DROP, reply, TAKE_AND_DROP } from '../support/smtp-script.ts';
import { smallReport } from './small-report.ts';
import { HALF_AN_HOUR_MS, prepare } from './whole-report.ts';
import { attempt, newReport, workbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => void (bench = await workbench()));
afterEach(() => bench.smtp.allClosed().finally(() => bench.smtp.forget()));
afterAll(() => bench.close());

const textOfMail = async () => (await simpleParser(bench.smtp.mails()[0]?.message ?? '')).text ?? '';

describe('the mail that says why there is no report', () => {
  const noticeOf = (report: ReportIdentity, notice: 'late' | 'failed' | 'unconfirmed' = 'late') => ({
    ...report,
    notice,
    nowMs: report.runStartedMs + HALF_AN_HOUR_MS,
    windowMs: 10_000,
  });

  test('comes once, however often the step is repeated', async () => {
    const report = newReport(bench);
    await prepare(bench.deps, report);
    for (const no of [1, 2, 3]) await attempt(bench.deps, 'notifyRequester', noticeOf(report), { attempt: no });
    const [mail, ...more] = bench.smtp.mails();
    expect(more).toEqual([]);
    expect(mail?.to).toEqual([CAST.mentor.address]);
    expect(mail?.messageId).toContain('.notice.1@');
    expect(await textOfMail()).toContain('could not be finished in time');
  });

  test('says where the file is when it was built', async () => {
    const { report } = await smallReport(bench);
    await attempt(bench.deps, 'notifyRequester', noticeOf(report, 'failed'));
    expect(await textOfMail()).toContain('The file itself is ready.');
    expect((await simpleParser(bench.smtp.mails()[0]?.message ?? '')).subject).toMatch(/^Course progress not sent: /);
  });

  test('of an unconfirmed one asks her to look first', async () => {
    const report = newReport(bench);
    await prepare(bench.deps, report);
    await attempt(bench.deps, 'notifyRequester', noticeOf(report, 'unconfirmed'));
    expect(await textOfMail()).toContain('look into your inbox');
  });

  test('goes out after a refusal for now, and after a lost answer as a copy', async () => {
    const report = newReport(bench);
    await prepare(bench.deps, report);
    bench.smtp.play({ mail: DROP }, { dot: reply('451 4.3.0 later') }, { dot: TAKE_AND_DROP });
    const types: unknown[] = [];
    for (const no of [1, 2, 3, 4]) {
      const sending = attempt(bench.deps, 'notifyRequester', noticeOf(report), { attempt: no });
      types.push(await sending.catch((error: { type: string }) => error.type));
    }
    expect(types).toEqual(['MailServerUnreachable', 'MailServerBusy', 'DeliveryUnanswered', undefined]);
    const [first, second, ...more] = bench.smtp.mails();
    expect(more).toEqual([]);
    expect(second?.message.equals(first?.message ?? Buffer.of())).toBe(true);
  });

  test('has nobody to go to without an address', async () => {
    const report = newReport(bench, { requesterId: DEMO.mentorWithoutAddressId });
    await expect(attempt(bench.deps, 'notifyRequester', noticeOf(report))).resolves.toBeUndefined();
    expect(bench.smtp.dialogues).toEqual([]);
  });

  test('of a last try needs one copy of her row, and neither fence nor ledger', async () => {
    const away = () => Promise.reject(new ReportError('StoreUnavailable'));
    const { source, ...deps } = bench.deps;
    const withoutQuorum = {
      ...deps,
      source: { ...source, requester: away, batch: away },
      ledger: { ...deps.ledger, entry: away },
      deliveries: { latest: away, add: away, replace: away },
    };
    const input = noticeOf(newReport(bench));
    await expect(attempt(withoutQuorum, 'notifyRequester', input)).rejects.toMatchObject({ type: 'StoreUnavailable' });
    await attempt(withoutQuorum, 'notifyRequester', { ...input, hasFile: true, isLastTry: true });
    const [mail, ...more] = bench.smtp.mails();
    expect(more).toEqual([]);
    expect(mail?.to).toEqual([CAST.mentor.address]);
    expect(mail?.messageId).toContain('.notice.0@');
    expect(await textOfMail()).toContain('The file itself is ready.');
  });

  test('of a last try says what the mail server says', async () => {
    bench.smtp.play({ dot: reply('554 5.7.1 no') });
    const lastTry = { ...noticeOf(newReport(bench)), isLastTry: true };
    await expect(attempt(bench.deps, 'notifyRequester', lastTry)).rejects.toMatchObject({ type: 'MailRefused' });
    expect(bench.smtp.mails()).toEqual([]);
  });

  test('comes also for a report that the ledger does not know', async () => {
    await attempt(bench.deps, 'notifyRequester', noticeOf(newReport(bench)));
    expect(bench.smtp.mails()).toHaveLength(1);
  });
});

describe('the last word', () => {
  const outcomeOf = (report: ReportIdentity, change: Partial<RecordOutcomeInput> = {}): RecordOutcomeInput => ({
    ...report,
    outcome: 'sent',
    errorCode: null,
    errorHoles: {},
    requestedAtMs: report.runStartedMs,
    deadlineAtMs: report.runStartedMs + HALF_AN_HOUR_MS,
    finishedAtMs: report.runStartedMs + 60_000,
    sending: { form: 'csv', possibleDuplicate: false },
    ...change,
  });
  const entryOf = ({ reportId }: ReportIdentity) => bench.deps.ledger.entry(reportId);

  test('of a report that was sent', async () => {
    const { report } = await smallReport(bench);
    const before = await entryOf(report);
    await attempt(bench.deps, 'recordOutcome', outcomeOf(report));
    expect(await entryOf(report)).toEqual({
      ...before,
      outcome: 'sent',
      form: 'csv',
      finishedAtMs: report.runStartedMs + 60_000,
    });
  });

  test('of one that failed has the code and the sentence', async () => {
    const { report } = await smallReport(bench);
    await told(report, {
      outcome: 'late',
      errorCode: 'DeadlineMissed',
      errorHoles: { step: 'writePage' },
      sending: { form: null, possibleDuplicate: false },
    });
    expect(await entryOf(report)).toMatchObject({
      outcome: 'late',
      errorCode: 'DeadlineMissed',
      errorText: 'The report was not ready in time: writePage took too long.',
      form: null,
    });
  });

  test('of a run that found it sent leaves what the former run wrote about the mail', async () => {
    const { report } = await smallReport(bench);
    const sending = { form: 'zip', possibleDuplicate: true } as const;
    await attempt(bench.deps, 'recordOutcome', outcomeOf(report, { sending }));
    await attempt(bench.deps, 'recordOutcome', outcomeOf(report, { sending: null }));
    expect(await entryOf(report)).toMatchObject(sending);
  });

  test('of a run that never had a worker in time makes the row', async () => {
    const report = newReport(bench);
    const change = {
      outcome: 'late',
      errorCode: 'DeadlineMissed',
      errorHoles: { step: 'waiting for a worker' },
    } as const;
    await told(report, { ...change, sending: null });
    expect(await entryOf(report)).toMatchObject({
      outcome: 'late',
      stage: 'waiting',
      requesterId: DEMO.mentorId,
      fileName: expect.stringContaining(bench.batch.batchId),
      form: null,
      possibleDuplicate: false,
    });
    const listed: string[] = [];
    for await (const one of bench.deps.ledger.list({ batch: bench.batch })) listed.push(one.reportId);
    expect(listed).toContain(report.reportId);
  });

  /** What the operators read in their log when a report ends so. */
  async function told(report: ReportIdentity, change: Partial<RecordOutcomeInput>): Promise<LogEntry[]> {
    const lines: LogEntry[] = [];
    const logger = new DefaultLogger('ERROR', (line) => lines.push(line));
    await attempt(bench.deps, 'recordOutcome', outcomeOf(report, change), { logger });
    return lines;
  }

  test.for([
    ['failed', 'MailRefused', { replyCode: 554, enhancedStatus: '5.7.1' }],
    ['late', 'DeadlineMissed', { step: 'deliverReport' }],
  ] as const)('of one that is %s by %s is told to the operators, with ids and codes only', async (row) => {
    const [outcome, errorCode, errorHoles] = row;
    const { report } = await smallReport(bench);
    const [line, ...more] = await told(report, { outcome, errorCode, errorHoles });
    expect(more).toEqual([]);
    expect(line).toMatchObject({ level: 'ERROR', message: 'a report ended without a confirmed mail' });
    expect(line?.meta).toMatchObject({ reportId: report.reportId, outcome, code: errorCode, ...errorHoles });
    expect(JSON.stringify(line?.meta)).not.toContain('example.org');
  });

  test('of one that is sent, kept, refused or cancelled troubles no operator', async () => {
    const { report } = await smallReport(bench);
    for (const outcome of ['sent', 'kept', 'refused', 'cancelled'] as const) {
      expect(await told(report, { outcome, errorCode: 'NotAuthorised' })).toEqual([]);
    }
  });

  test('is counted once with its tenant, also when the step is repeated', async () => {
    const metrics = recordedMetrics();
    const deps = { ...bench.deps, metrics };
    const { report } = await smallReport(bench);
    for (const no of [1, 2]) await attempt(deps, 'recordOutcome', outcomeOf(report), { attempt: no });
    const { tenantId, manifest } = (await entryOf(report)) ?? {};
    expect(metrics.told).toEqual([
      `course_report_ended_total{outcome=sent,tenant=${tenantId}} 1`,
      `course_report_rows_total{tenant=${tenantId}} ${manifest?.rows}`,
      `course_report_bytes_total{tenant=${tenantId}} ${manifest?.bytes}`,
      `course_report_request_to_sent_seconds{tenant=${tenantId}} 60`,
    ]);
  });

  test('is counted also when the ledger cannot be read, and of a mail that a former run sent only the word', async () => {
    const metrics = recordedMetrics();
    const away = () => Promise.reject(new ReportError('StoreUnavailable'));
    const deps = { ...bench.deps, metrics, ledger: { ...bench.deps.ledger, entry: away } };
    const late = outcomeOf(newReport(bench), { outcome: 'late', errorCode: 'DeadlineMissed' });
    await expect(attempt(deps, 'recordOutcome', late)).rejects.toMatchObject({ type: 'StoreUnavailable' });
    await attempt({ ...bench.deps, metrics }, 'recordOutcome', outcomeOf(newReport(bench), { sending: null }));
    expect(metrics.told).toEqual([
      'course_report_ended_total{outcome=late,tenant=none} 1',
      'course_report_failed_attempts_total{code=StoreUnavailable} 1',
      'course_report_ended_total{outcome=sent,tenant=none} 1',
    ]);
  });

  test('written twice is the same', async () => {
    const { report } = await smallReport(bench);
    await attempt(bench.deps, 'recordOutcome', outcomeOf(report));
    const once = await entryOf(report);
    await attempt(bench.deps, 'recordOutcome', outcomeOf(report), { attempt: 2 });
    expect(await entryOf(report)).toEqual(once);
  });
});

describe('a cancelled report', () => {
  test('leaves nothing to fetch', async () => {
    const { report, toDeliver } = await smallReport(bench);
    await attempt(bench.deps, 'discardObjects', { reportId: report.reportId });
    await attempt(bench.deps, 'discardObjects', { reportId: report.reportId }, { attempt: 2 });
    expect(await bench.deps.store.has(report.reportId, toDeliver.file)).toBe(false);
    expect(await bench.deps.ledger.entry(report.reportId)).toMatchObject({ file: null, manifest: expect.anything() });
  });
});
