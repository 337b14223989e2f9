export interface FaultRow {
  /** F and a number: a fault; S and a number: something that must never be said. */
  readonly id: string;
  /** The fault, as its tests are described. */
  readonly what: string;
  readonly expected: string;
  /** Files in test/ that have its tests, in a `describe` of these words. */
  readonly files: readonly string[];
  /** Files in test/ that prove more of it among other things. */
  readonly also?: readonly string[];
}

/** What the job must survive, and how it must end: a row a fault, in the order of their ids. */
export const ROWS: readonly FaultRow[] = [
  {
    id: 'F3',
    what: 'a worker killed before the final dot',
    expected: 'another takes the mail over and sends it: one mail, no flag',
    files: ['faults/worker-dies-while-it-sends.faults.ts'],
    also: ['activities/delivery-crashes.test.ts'],
  },
  {
    id: 'F4',
    what: 'a worker killed after the final dot',
    expected: 'one re-send with the same bytes, said to be a possible duplicate; twice: unconfirmed, the file is kept',
    files: ['faults/worker-dies-while-it-sends.faults.ts'],
    also: ['activities/delivery-crashes.test.ts', 'e2e/trouble.test.ts'],
  },
  {
    id: 'F5',
    what: 'a worker killed after it wrote down that the mail was accepted',
    expected: 'one mail: the next attempt reads the ledger',
    files: ['faults/worker-dies-while-it-sends.faults.ts'],
    also: ['activities/delivery-crashes.test.ts'],
  },
  {
    id: 'F6',
    what: 'a port that does its work and throws',
    expected: 'for the mail as if the worker had been killed there; elsewhere as if nothing had happened',
    files: ['faults/a-port-works-and-throws.faults.ts'],
  },
  {
    id: 'F7',
    what: 'a worker that is told to stop',
    expected: 'it ends the step that it has begun, another goes on, and no attempt is used up',
    files: ['faults/worker-is-told-to-stop.faults.ts', 'faults/worker-dies-while-it-sends.faults.ts'],
    also: ['e2e/lakh.test.ts'],
  },
  {
    id: 'F14',
    what: 'a mail server that is down for a while',
    expected: 'one mail within 60 s after it is back; the file is built once',
    files: ['faults/mail-server-comes-back.test.ts', 'faults/mail-server-does-not-answer.faults.ts'],
  },
  {
    id: 'F15',
    what: 'a mail server that puts the mail off',
    expected: 'one mail, after the waits that such servers want, inside the sending window',
    files: ['faults/mail-server-comes-back.test.ts'],
    also: ['activities/deliver-report.test.ts'],
  },
  {
    id: 'F16',
    what: 'a mail server that refuses for good',
    expected:
      'the enhanced code decides: address = kept, size = the next smaller form, policy = failed with the file kept',
    files: ['faults/mail-server-says-no.faults.ts'],
    also: ['activities/deliver-report.test.ts'],
  },
  {
    id: 'F17',
    what: 'a mail server that does not answer the final dot',
    expected: 'one re-send only, identical bytes, said to be a possible duplicate; twice: unconfirmed',
    files: ['faults/mail-server-does-not-answer.faults.ts'],
    also: ['activities/deliver-report.test.ts'],
  },
  {
    id: 'F18',
    what: 'a mail server that is slow or silent',
    expected: 'the attempt ends at its own cap with its socket closed, and heartbeats go on all the while',
    files: ['faults/mail-server-does-not-answer.faults.ts'],
    also: ['activities/mail/refusals.test.ts'],
  },
  {
    id: 'F19',
    what: 'a deadline that passes',
    expected:
      'late, the step named; she is told before 29:30 of 30 minutes; no report of that run follows; a retry is sent. ' +
      'With no worker alive the one that comes back says so',
    files: ['faults/deadline-passes.faults.ts'],
    also: ['workflows/time/lost-time.test.ts', 'e2e/trouble.test.ts'],
  },
  {
    id: 'F20',
    what: 'a mail server that is dead until the deadline',
    expected: 'late, at sending; the file can be fetched',
    files: ['faults/mail-server-comes-back.test.ts'],
    also: ['e2e/trouble.test.ts'],
  },
  {
    id: 'F22',
    what: 'a file too large for a mail',
    expected: 'CSV, then ZIP, then a mail that says where to fetch it; never cut',
    files: ['faults/mail-server-says-no.faults.ts'],
    also: ['activities/deliver-report.test.ts', 'e2e/lakh.test.ts'],
  },
  {
    id: 'F23',
    what: 'a batch of a million learners',
    expected:
      'sent, the mail says where the file waits; memory at most 1.25 times that of 10,000, fewer than 2,000 events',
    files: ['faults-long/a-million-learners.test.ts'],
  },
  {
    id: 'F24',
    what: 'the same request a hundred times',
    expected: 'one run, one reading, one mail, 99 joined; after the end a new run',
    files: ['faults/asked-a-hundred-times.faults.ts'],
    also: ['workflows/join.test.ts', 'e2e/joined.test.ts'],
  },
  {
    id: 'F26',
    what: 'a mentor who, while the report is built,',
    expected: 'without the right: refused, nothing sent, nothing to fetch; without an address: kept',
    files: ['faults/right-lost-meanwhile.faults.ts'],
    also: ['activities/deliver-report.test.ts'],
  },
  {
    id: 'F31',
    what: 'a text over 2 MB',
    expected: 'cut to 2 KB, the code kept; no loop of attempts',
    files: ['faults/errors-that-say-too-much.faults.ts'],
  },
  {
    id: 'F34',
    what: 'a worker that stands still in DATA while another takes over',
    expected: 'one mail: the first one wakes up, may not finish, and hangs up without the dot',
    files: ['faults/worker-dies-while-it-sends.faults.ts'],
    also: ['activities/delivery-races.test.ts'],
  },
  {
    id: 'S2',
    what: 'an error that names a person',
    expected: 'no name, address or number in histories, memos, search attributes, ledger and logs',
    files: ['faults/errors-that-say-too-much.faults.ts'],
    also: ['e2e/no-personal-data.test.ts', 'activities/edge.test.ts'],
  },
];
