import type {
  AssembleReportInput,
  CloseDeliveryResult,
  DeliverReportResult,
  ListPagesInput,
  ListPagesResult,
  PrepareReportResult,
  PrepareResendResult,
  ReportActivities,
  WritePageInput,
  WritePageResult,
} from '../../activities/api.ts';
import type { KeyRange } from '../../report/ports.ts';
import { emptyTally } from '../../report/tally.ts';
import { reportFailure } from '../../workflows/failure.ts';

export type Step = keyof ReportActivities;
export type StepInput<S extends Step> = Parameters<ReportActivities[S]>[0];

/** What a step meets before it does its work. @param attempt from 1, counted over all calls with equal inputs */
type Trouble<S extends Step> = (input: StepInput<S>, attempt: number) => Promise<void>;

type Mail = 'none' | 'dot' | 'accepted' | 'refused' | 'unknown' | 'closed';

const SHA = 'c0ffee'.padEnd(64, '0');

/** The steps of a report without servers: a batch, a store, a ledger and a mailbox in memory, kept over runs and workers. */
export class FakeReports implements ReportActivities {
  /** Steps in the order in which they began, repeated attempts too. */
  readonly begun: Step[] = [];
  readonly ended: Step[] = [];
  readonly inputs: { readonly [S in Step]: StepInput<S>[] } = {
    prepareReport: [],
    awaitTurn: [],
    listPages: [],
    writePage: [],
    assembleReport: [],
    deliverReport: [],
    closeDelivery: [],
    notifyRequester: [],
    discardObjects: [],
    recordOutcome: [],
    prepareResend: [],
    recordResend: [],
  };
  /** Reports that have reached the mailbox. */
  mails = 0;
  mail: Mail = 'none';
  /** Unset as older workers leave it. */
  turn: NonNullable<PrepareReportResult['turn']> | null = null;
  objects: string[] = [];
  /** Learners whom the last page finds beyond those that were listed. */
  joinedSinceListed = 0;
  pagesUnderWay = 0;
  mostPagesUnderWay = 0;

  readonly pages: number;
  readonly perPage: number;
  readonly pagesPerCall: number;
  private readonly troubles: { [S in Step]?: Trouble<S> } = {};
  private readonly attempts = new Map<string, number>();

  constructor({ pages = 2, perPage = 100, pagesPerCall = 4 } = {}) {
    this.pages = pages;
    this.pagesPerCall = pagesPerCall;
    this.perPage = perPage;
  }

  /** Lets a step meet something each time before it does its work. */
  when<S extends Step>(step: S, trouble: Trouble<S>): this {
    this.troubles[step] = trouble as (typeof this.troubles)[S];
    return this;
  }

  prepareReport = (input: StepInput<'prepareReport'>): Promise<PrepareReportResult> =>
    this.run('prepareReport', input, () => ({
      tenantId: 'tenant-1',
      fileName: `course-progress_${input.batchId}_2026-11-24.csv`,
      facts: { courseOrg: null, custodianOrgId: null, leafCount: 12 },
      ...(this.turn === null ? {} : { turn: this.turn }),
      delivered: this.mail === 'accepted' || this.mail === 'unknown' ? this.mail : null,
    }));

  awaitTurn = (input: StepInput<'awaitTurn'>) => this.run('awaitTurn', input, () => undefined);

  listPages = (input: ListPagesInput): Promise<ListPagesResult> =>
    this.run('listPages', input, () => {
      const first = input.after === null ? 0 : Number(input.after) + 1;
      const upTo = Math.min(first + this.pagesPerCall - 1, this.pages - 1);
      const ranges = Array.from({ length: upTo - first + 1 }, (_, n) => this.rangeOf(first + n));
      const next = upTo === this.pages - 1 ? null : String(upTo);
      return { ranges, enrolmentsListed: ranges.length * this.perPage, next };
    });

  writePage = async (input: WritePageInput): Promise<WritePageResult> => {
    this.pagesUnderWay += 1;
    this.mostPagesUnderWay = Math.max(this.mostPagesUnderWay, this.pagesUnderWay);
    try {
      return await this.run('writePage', input, () => {
        const objectId = `page-${input.no}`;
        this.objects.push(objectId);
        const rows = this.perPage + (input.range.upTo === null ? this.joinedSinceListed : 0);
        const tally = { ...emptyTally(), enrolments: rows, active: rows, rows };
        return { object: { objectId, bytes: rows * 10, sha256: SHA }, tally };
      });
    } finally {
      this.pagesUnderWay -= 1;
    }
  };

  assembleReport = (input: AssembleReportInput) =>
    this.run('assembleReport', input, () => {
      this.objects.push('file');
      const bytes = input.parts.reduce((sum, part) => sum + part.bytes, 0);
      return { file: { objectId: 'file', bytes: 500, sha256: SHA }, rows: input.tally.rows, bytes, sha256: SHA };
    });

  deliverReport = (input: StepInput<'deliverReport'>): Promise<DeliverReportResult> =>
    this.run('deliverReport', input, () => {
      if (this.mail === 'closed') throw reportFailure('DeliveryClosed');
      if (this.mail !== 'accepted') this.handOver();
      return {
        form: 'csv',
        possibleDuplicate: false,
        messageId: '<1@example.org>',
        replyCode: 250,
        enhancedStatus: null,
      };
    });

  closeDelivery = (input: StepInput<'closeDelivery'>): Promise<CloseDeliveryResult> =>
    this.run('closeDelivery', input, () => {
      if (this.mail === 'none') this.mail = 'closed';
      if (this.mail === 'dot') this.mail = 'unknown';
      const form = this.mail === 'accepted' || this.mail === 'unknown' ? 'csv' : null;
      return { state: this.mail, form, possibleDuplicate: false };
    });

  notifyRequester = (input: StepInput<'notifyRequester'>) => this.run('notifyRequester', input, () => undefined);

  recordOutcome = (input: StepInput<'recordOutcome'>) => this.run('recordOutcome', input, () => undefined);

  /** What the ledger does: it takes the next number, whatever has become of the ones before. */
  prepareResend = (input: StepInput<'prepareResend'>): Promise<PrepareResendResult> =>
    this.run('prepareResend', input, () => {
      this.mail = 'none';
      const file = { objectId: 'file', bytes: 500, sha256: SHA };
      return { tenantId: 'tenant-1', fileName: 'report.csv', file, rows: 200, bytes: 2_000, sha256: SHA };
    });

  recordResend = (input: StepInput<'recordResend'>) => this.run('recordResend', input, () => undefined);

  discardObjects = (input: StepInput<'discardObjects'>) =>
    this.run('discardObjects', input, () => {
      this.objects = [];
    });

  /** What the mail server does when it takes the report. */
  handOver(): void {
    this.mail = 'accepted';
    this.mails += 1;
  }

  get notices(): string[] {
    return this.inputs.notifyRequester.map(({ notice }) => notice);
  }

  get outcomes(): string[] {
    return this.inputs.recordOutcome.map(({ outcome }) => outcome);
  }

  count(step: Step): number {
    return this.begun.filter((each) => each === step).length;
  }

  private rangeOf(page: number): KeyRange {
    const isLast = page === this.pages - 1;
    return { after: page === 0 ? null : String(page - 1), upTo: isLast ? null : String(page) };
  }

  private async run<S extends Step, R>(step: S, input: StepInput<S>, work: () => R): Promise<R> {
    this.begun.push(step);
    (this.inputs[step] as StepInput<S>[]).push(input);
    const key = `${step} ${JSON.stringify(input)}`;
    const attempt = (this.attempts.get(key) ?? 0) + 1;
    this.attempts.set(key, attempt);
    await (this.troubles[step] as Trouble<S> | undefined)?.(input, attempt);
    const result = work();
    this.ended.push(step);
    return result;
  }
}
