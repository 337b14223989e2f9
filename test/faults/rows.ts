export interface FaultRow {
  /** The fault, as its tests are described. */
  readonly what: string;
  readonly expected: string;
  /** Files that prove it, in test/. */
  readonly files: readonly string[];
}

/** What the job must survive, and how it must end: every fault of the matrix that has its scenario, a row each. */
export const ROWS: readonly FaultRow[] = [
  {
    what: 'a mail server that refuses for good',
    expected:
      'the enhanced code decides: address = kept, size = the next smaller form, policy = failed with the file kept',
    files: ['faults/mail-server-says-no.faults.ts', 'activities/deliver-report.test.ts'],
  },
  {
    what: 'a file too large for a mail',
    expected: 'CSV, then ZIP, then a mail that says where to fetch it; never cut',
    files: ['faults/mail-server-says-no.faults.ts', 'activities/deliver-report.test.ts', 'e2e/lakh.test.ts'],
  },
  {
    what: 'a mail server that does not answer the final dot',
    expected: 'one re-send only, identical bytes, said to be a possible duplicate; twice: unconfirmed',
    files: ['faults/mail-server-does-not-answer.faults.ts', 'activities/deliver-report.test.ts'],
  },
  {
    what: 'a mail server that is slow or silent',
    expected: 'the attempt ends at its own cap with its socket closed, and heartbeats go on all the while',
    files: ['faults/mail-server-does-not-answer.faults.ts', 'activities/mail/refusals.test.ts'],
  },
  {
    what: 'a mail server that is down for a while',
    expected: 'one mail within 60 s after it is back; the file is built once',
    files: ['faults/mail-server-comes-back.test.ts', 'faults/mail-server-does-not-answer.faults.ts'],
  },
  {
    what: 'a mail server that is dead until the deadline',
    expected: 'late, at sending; the file can be fetched',
    files: ['faults/mail-server-comes-back.test.ts', 'e2e/trouble.test.ts'],
  },
  {
    what: 'a mail server that puts the mail off',
    expected: 'one mail, after the waits that such servers want, inside the sending window',
    files: ['faults/mail-server-comes-back.test.ts', 'activities/deliver-report.test.ts'],
  },
  {
    what: 'a worker killed before the final dot',
    expected: 'another takes the mail over and sends it: one mail, no flag',
    files: ['faults/worker-dies-while-it-sends.faults.ts', 'activities/delivery-crashes.test.ts'],
  },
  {
    what: 'a worker killed after the final dot',
    expected: 'one re-send with the same bytes, said to be a possible duplicate; twice: unconfirmed, the file is kept',
    files: [
      'faults/worker-dies-while-it-sends.faults.ts',
      'activities/delivery-crashes.test.ts',
      'e2e/trouble.test.ts',
    ],
  },
  {
    what: 'a worker killed after it wrote down that the mail was accepted',
    expected: 'one mail: the next attempt reads the ledger',
    files: ['faults/worker-dies-while-it-sends.faults.ts', 'activities/delivery-crashes.test.ts'],
  },
  {
    what: 'a worker that stands still in DATA while another takes over',
    expected: 'one mail: the first one wakes up, may not finish, and hangs up without the dot',
    files: ['faults/worker-dies-while-it-sends.faults.ts', 'activities/delivery-races.test.ts'],
  },
  {
    what: 'a worker that is told to stop',
    expected: 'it ends the step that it has begun, another goes on, and no attempt is used up',
    files: [
      'faults/worker-is-told-to-stop.faults.ts',
      'faults/worker-dies-while-it-sends.faults.ts',
      'e2e/lakh.test.ts',
    ],
  },
  {
    what: 'a mentor who, while the report is built,',
    expected: 'without the right: refused, nothing sent, nothing to fetch; without an address: kept',
    files: ['faults/right-lost-meanwhile.faults.ts', 'activities/deliver-report.test.ts'],
  },
  {
    what: 'the same request a hundred times',
    expected: 'one run, one reading, one mail, 99 joined; after the end a new run',
    files: ['faults/asked-a-hundred-times.faults.ts', 'workflows/join.test.ts', 'e2e/joined.test.ts'],
  },
  {
    what: 'a port that does its work and throws',
    expected: 'for the mail as if the worker had been killed there; elsewhere as if nothing had happened',
    files: ['faults/a-port-works-and-throws.faults.ts'],
  },
  {
    what: 'a deadline that passes',
    expected:
      'late, the step named; she is told before 29:30 of 30 minutes; no report of that run follows; a retry is sent. ' +
      'With no worker alive the one that comes back says so',
    files: ['faults/deadline-passes.faults.ts', 'workflows/time/lost-time.test.ts', 'e2e/trouble.test.ts'],
  },
  {
    what: 'a text over 2 MB',
    expected: 'cut to 2 KB, the code kept; no loop of attempts',
    files: ['faults/errors-that-say-too-much.faults.ts'],
  },
  {
    what: 'an error that names a person',
    expected: 'no name, address or number in histories, memos, search attributes, ledger and logs',
    files: ['faults/errors-that-say-too-much.faults.ts', 'e2e/no-personal-data.test.ts', 'activities/edge.test.ts'],
  },
];
