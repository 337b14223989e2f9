import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { ulid } from 'ulid';
import type { ReportActivities } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createActivities } from '../../activities/index.ts';
import { smtpMailer, type MailerOptions } from '../../adapters/mail/mailer.ts';
import type { DemoBatch } from '../../dev/data/batch.ts';
import { DEMO } from '../../dev/data/demo.ts';
import type { LedgerEntry } from '../../report/ledger-entry.ts';
import { buildReportId } from '../../report/request.ts';
import { COURSE_REPORT, type CourseReportInput } from '../../workflows/contract.ts';
import { historyOf, type RunHistory } from '../support/e2e-history.ts';
import type { SmtpScript } from '../support/smtp-script.ts';
import { SmtpServer, type ReceivedMail } from '../support/smtp-server.ts';
import { endOf, type Ended } from '../support/workflow-scene.ts';
import { note } from './seen.ts';

/** What the scenarios of a file share. */
export interface Surroundings {
  readonly server: TestWorkflowEnvironment;
  readonly deps: Dependencies;
  readonly batch: DemoBatch;
  readonly from: MailerOptions['from'];
  readonly taskQueue: string;
  /** Of the CSV of a run that nothing disturbed. */
  readonly undisturbedSha256: string;
  /** Lines of this process's log. */
  readonly logged: readonly string[];
  /** Everything personal in the batch. */
  readonly words: ReadonlySet<string>;
}

/** What a scenario has of its own; unset = as it should be. */
export interface Setting {
  readonly input?: Partial<Omit<CourseReportInput, 'reportId'>>;
  /** What the mail server does, a connection each; well after them. */
  readonly mailServer?: readonly SmtpScript[];
  /** Ports that fail, or lack a protection. Called for every attempt of every step. */
  readonly deps?: (real: Dependencies) => Dependencies;
  /** Steps that lack one. */
  readonly steps?: (real: ReportActivities) => ReportActivities;
  /** A queue that the stage's worker does not serve: who works there is the scenario's to say. */
  readonly taskQueue?: string;
  /** Of a namespace of the scenario's own. */
  readonly temporal?: Client;
}

/** One report with a mail server of its own, watched from outside. */
export class Scenario implements AsyncDisposable {
  readonly stage: Surroundings;
  readonly smtp: SmtpServer;
  readonly input: CourseReportInput;
  private readonly setting: Setting;
  private readonly workflowId = `faults-${randomUUID()}`;
  private readonly deps: Dependencies;

  private constructor(stage: Surroundings, setting: Setting, smtp: SmtpServer) {
    const { courseId, batchId } = stage.batch;
    const key = { courseId, batchId, requesterId: DEMO.mentorId, deliver: 'mail', ...setting.input } as const;
    this.stage = stage;
    this.setting = setting;
    this.smtp = smtp;
    this.input = { reportId: buildReportId(key, ulid()), ...key };
    this.deps = { ...stage.deps, mailer: smtpMailer({ smtpUrl: smtp.url, from: stage.from }) };
  }

  static async open(stage: Surroundings, setting: Setting): Promise<Scenario> {
    const smtp = await new SmtpServer().start();
    smtp.play(...(setting.mailServer ?? []));
    return new Scenario(stage, setting, smtp);
  }

  steps(): ReportActivities {
    const { deps = (real) => real, steps = (real) => real } = this.setting;
    return steps(createActivities(deps(this.deps)));
  }

  start(): Promise<WorkflowHandle> {
    const { taskQueue = this.stage.taskQueue } = this.setting;
    const { workflowId, input } = this;
    return this.temporal.workflow.start(COURSE_REPORT, { taskQueue, workflowId, args: [input] });
  }

  /** From the request to the end. */
  async end(): Promise<Ended> {
    return endOf(await this.start());
  }

  /** The newest run. */
  get run(): WorkflowHandle {
    return this.temporal.workflow.getHandle(this.workflowId);
  }

  private get temporal(): Client {
    return this.setting.temporal ?? this.stage.server.client;
  }

  history(): Promise<RunHistory> {
    return historyOf(this.run);
  }

  async entry(): Promise<LedgerEntry | null> {
    return this.stage.deps.ledger.entry(this.input.reportId);
  }

  /** What was logged of its runs. */
  get logged(): readonly string[] {
    return this.stage.logged.filter((line) => line.includes(this.workflowId));
  }

  /** Mails with the report that the server has for good. */
  get reports(): readonly ReceivedMail[] {
    return this.mailsOf('report');
  }

  /** Mails that say why there is none. */
  get notices(): readonly ReceivedMail[] {
    return this.mailsOf('notice');
  }

  private async seen(): Promise<string> {
    const { outcome = null, possibleDuplicate = false } = (await this.entry()) ?? {};
    const notices = this.notices.length === 0 ? '' : `, notices: ${this.notices.length}`;
    return `${outcome ?? 'no word'}, mails: ${this.reports.length}${notices}${possibleDuplicate ? ', flagged' : ''}`;
  }

  /** Counted where they arrive, by Message-ID. */
  private mailsOf(subject: 'report' | 'notice'): readonly ReceivedMail[] {
    return this.smtp.mails().filter(({ messageId }) => messageId.includes(`.${subject}.`));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    note(await this.seen());
    await this.smtp.stop();
  }
}
