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
    id: 'F1',
    what: 'a worker killed in any step but sending',
    expected:
      'another goes on within 30 s and reads again at the most the pages that were under way: same bytes, one mail',
    files: ['faults-long/worker-dies-while-it-builds.faults.ts', 'activities/step-crashes.test.ts'],
    also: ['e2e/lakh.test.ts'],
  },
  {
    id: 'F2',
    what: 'a worker killed when an object is stored and nobody has heard of it',
    expected: 'it is written again under another id; the first one is never read and expires: same bytes, one mail',
    files: ['faults-long/worker-dies-while-it-builds.faults.ts'],
  },
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
    files: ['faults/a-port-works-and-throws.faults.ts', 'activities/step-crashes.test.ts'],
  },
  {
    id: 'F7',
    what: 'a worker that is told to stop',
    expected: 'it ends the step that it has begun, another goes on, and no attempt is used up',
    files: ['faults/worker-is-told-to-stop.faults.ts', 'faults/worker-dies-while-it-sends.faults.ts'],
    also: ['e2e/lakh.test.ts'],
  },
  {
    id: 'F8',
    what: 'a Temporal server that is killed and comes back',
    expected:
      'after 40 s, longer than a heartbeat may be missing, with its data: goes on, one mail, also when it died in DATA; ' +
      'a request meanwhile gets 503 with Retry-After, or exit 5, and nothing is half started',
    files: ['faults-long/temporal-goes-away.faults.ts'],
  },
  {
    id: 'F9',
    what: 'one of three Cassandra nodes that is down',
    expected: 'sent, the same file, in at most twice the time',
    files: ['faults-long/nodes-are-down.test.ts'],
  },
  {
    id: 'F10',
    what: 'two of three Cassandra nodes that are down',
    expected: 'back in time: sent; not back: late, and the mentor is told all the same; a retry afterwards is sent',
    files: ['faults-long/nodes-are-down.test.ts'],
    also: ['workflows/time/last-try.test.ts'],
  },
  {
    id: 'F11',
    what: 'a page of learners that is too much for Cassandra',
    expected: 'read in halves, down to fifty rows, the same file, no attempt used up; then tried again',
    files: ['faults-long/cassandra-says-no.test.ts'],
    also: ['unit/enrolment-pages.test.ts', 'unit/look-up.test.ts'],
  },
  {
    id: 'F12',
    what: 'a Cassandra that is slow or busy',
    expected: 'fewer reads in flight, then as many as before; nobody sees an error: same bytes, one mail',
    files: ['faults/cassandra-is-slow.faults.ts'],
  },
  {
    id: 'F13',
    what: 'a right, a table or a login that Cassandra does not give',
    expected:
      'its own code within 10 s, no retry, no secret, at the start of a worker and by doctor; ' +
      'a column of a later schema: blank, and the manifest says so',
    files: ['faults-long/cassandra-says-no.test.ts'],
    also: ['activities/older-installations.test.ts', 'activities/cassandra/checks.test.ts'],
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
    id: 'F21',
    what: 'a report store that is full, slow or refuses writes',
    expected:
      'StoreUnavailable, tried again and sent; until the deadline: late, and no file is shown that is not whole',
    files: ['faults/report-store-takes-nothing.faults.ts'],
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
    id: 'F25',
    what: 'a clock that is ten minutes off',
    expected:
      "a worker's or a portal's, also over midnight in India, in UTC and in New York: deadline by the server's clock, " +
      'dates in India, same bytes; what it writes into the ledger does not outlast what others write later',
    files: ['faults-long/clock-is-wrong.faults.ts', 'faults-long/midnight-passes.test.ts'],
  },
  {
    id: 'F26',
    what: 'a mentor who, while the report is built,',
    expected: 'without the right: refused, nothing sent, nothing to fetch; without an address: kept',
    files: ['faults/right-lost-meanwhile.faults.ts'],
    also: ['activities/deliver-report.test.ts'],
  },
  {
    id: 'F27',
    what: 'poison in the rows of the platform',
    expected:
      'the row is kept, the cell blank or cleaned and counted by its reason; never an end of the report; twelve fields ' +
      'in each record for two readers',
    files: ['activities/hostile.test.ts', 'activities/lone-surrogate.test.ts'],
    also: ['unit/every-row.test.ts', 'unit/fuzz/json-columns.test.ts'],
  },
  {
    id: 'F28',
    what: 'a batch that changes while it is read',
    expected:
      'each learner at most once; whoever was enrolled all the time is there; the manifest says from when to when it ' +
      'was read, and counts what was read',
    files: ['faults/batch-changes.faults.ts'],
    also: ['activities/cassandra/learner-source.test.ts'],
  },
  {
    id: 'F29',
    what: 'new workflow code while a report is under way',
    expected:
      'the old worker killed, the new one goes on, one mail; stored histories replay; ' +
      'a changed order of commands is found by replay, and a report that meets it stands still unharmed',
    files: ['faults/new-code-is-deployed.faults.ts'],
    also: ['replay/replay.test.ts', 'workflows/deploy.test.ts'],
  },
  {
    id: 'F30',
    what: 'a tenant that asks for everything at once',
    expected:
      'a small report of another tenant takes twice its lone time and a page at the most, with no help of the server; ' +
      'the many are in time, or told at the request that they would not be',
    files: ['faults-long/one-tenant-asks-for-everything.test.ts'],
    also: ['activities/reading-line.test.ts', 'workflows/turn.test.ts'],
  },
  {
    id: 'F31',
    what: 'a text over 2 MB',
    expected: 'cut to 2 KB, the code kept; no loop of attempts',
    files: ['faults/errors-that-say-too-much.faults.ts'],
  },
  {
    id: 'F32',
    what: 'an operator at work in the Temporal UI',
    expected:
      'pause, reset, start again, cancel, terminate end as docs/operate.md says; what was accepted is not sent again; ' +
      'a cancelled report leaves nothing, a terminated one nothing without a TTL; the next request is served',
    files: ['faults/operator-pauses-and-resets.faults.ts', 'faults/operator-cancels-and-terminates.faults.ts'],
    also: ['workflows/operator.test.ts', 'workflows/cancelled.test.ts'],
  },
  {
    id: 'F33',
    what: 'a stored object that is altered or lost before it is sent',
    expected: 'never sent: failed, StoredObjectDamaged; a retry builds afresh and is sent',
    files: ['faults/stored-object-damaged.faults.ts'],
  },
  {
    id: 'F34',
    what: 'a worker that stands still in DATA while another takes over',
    expected: 'one mail: the first one wakes up, may not finish, and hangs up without the dot',
    files: ['faults/worker-dies-while-it-sends.faults.ts'],
    also: ['activities/delivery-races.test.ts'],
  },
  {
    id: 'F35',
    what: 'no worker alive for longer than the deadline',
    expected:
      'who waits is told so 60 s after it, exit 4; doctor, /readyz and an alert see no poller; ' +
      'a worker that comes back ends the report late and tells the mentor; no report mail',
    files: ['faults-long/no-worker-lives.faults.ts'],
    also: ['faults/deadline-passes.faults.ts', 'e2e/trouble.test.ts', 'house/alerts.test.ts'],
  },
  {
    id: 'S2',
    what: 'an error that names a person',
    expected: 'no name, address or number in histories, memos, search attributes, ledger and logs',
    files: ['faults/errors-that-say-too-much.faults.ts'],
    also: ['e2e/no-personal-data.test.ts', 'activities/edge.test.ts'],
  },
];
