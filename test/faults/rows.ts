export interface FaultRow {
  /** The fault: tests of the row are described by these words. */
  readonly what: string;
  readonly expected: string;
  /** Files that prove it, in test/. */
  readonly files: readonly string[];
}

/** What the job must survive, and how it must end: every fault of the matrix that has its scenario, a row each. */
export const ROWS = {
  refusedForGood: {
    what: 'a mail server that refuses for good',
    expected: 'the enhanced code decides: address = kept, size = the next smaller form, policy = failed with the file kept',
    files: ['faults/mail-server-says-no.test.ts', 'activities/deliver-report.test.ts'],
  },
  tooLarge: {
    what: 'a file too large for a mail',
    expected: 'CSV, then ZIP, then a mail that says where to fetch it; never cut',
    files: ['faults/mail-server-says-no.test.ts', 'activities/deliver-report.test.ts', 'e2e/lakh.test.ts'],
  },
  noAnswer: {
    what: 'a mail server that does not answer the final dot',
    expected: 'one re-send only, identical bytes, said to be a possible duplicate; twice: unconfirmed',
    files: ['faults/no-answer-after-the-dot.test.ts', 'activities/deliver-report.test.ts'],
  },
  slowMailServer: {
    what: 'a mail server that is slow or silent',
    expected: 'the attempt ends at its own cap with its socket closed, and heartbeats go on all the while',
    files: ['faults/no-answer-after-the-dot.test.ts', 'activities/mail/refusals.test.ts'],
  },
} as const satisfies Record<string, FaultRow>;
