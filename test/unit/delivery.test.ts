import { describe, expect, test } from 'vitest';
import {
  type Attempt,
  type Claim,
  claimOf,
  closingOf,
  type Delivery,
  mayBecomeAccepted,
} from '../../report/delivery.ts';

function delivery(set: Partial<Delivery> = {}): Delivery {
  return {
    reportId: 'report-1',
    subject: 'report',
    no: 3,
    state: 'claimed',
    owner: 'first',
    runId: 'run-1',
    runStartedMs: 1_000,
    form: 'zip',
    messageId: '<1.report.3@example.org>',
    dateMs: 500,
    possibleDuplicate: false,
    reply: null,
    ...set,
  };
}

const sameRun: Attempt = { owner: 'second', runId: 'run-1', runStartedMs: 1_000, form: 'csv' };
const newerRun: Attempt = { ...sameRun, runId: 'run-2', runStartedMs: 2_000 };
const olderRun: Attempt = { ...sameRun, runId: 'run-0', runStartedMs: 500 };

const mine = { owner: 'second', state: 'claimed', reply: null };

describe('what an attempt may do', () => {
  const cases: [string, Delivery | null, Attempt, Claim][] = [
    ['nothing is on its way: number 1', null, sameRun, { act: 'open', no: 1 }],
    ['accepted: nothing, ever again', delivery({ state: 'accepted' }), newerRun, stop('accepted')],
    ['unknown: nothing, ever again', delivery({ state: 'unknown' }), newerRun, stop('unknown')],
    ['accepted counts before a newer run', delivery({ state: 'accepted' }), olderRun, stop('accepted')],
    ['closed by its own run', delivery({ state: 'closed' }), sameRun, stop('closed')],
    ['refused to its own run', delivery({ state: 'refused' }), sameRun, stop('refused')],
    ['closed by a former run: the next number', delivery({ state: 'closed' }), newerRun, { act: 'open', no: 4 }],
    ['refused to a former run: the next number', delivery({ state: 'refused' }), newerRun, { act: 'open', no: 4 }],
    ['claimed by a newer run', delivery(), olderRun, stop('newerRun')],
    ['at its dot in a newer run', delivery({ state: 'dot' }), olderRun, stop('newerRun')],
    ['closed by a newer run', delivery({ state: 'closed' }), olderRun, stop('newerRun')],
    ['claimed: taken over', delivery(), sameRun, takeOver(delivery({ ...sameRun, ...mine, state: 'claimed' }))],
    [
      'claimed by an older run: taken over',
      delivery(),
      newerRun,
      takeOver(delivery({ ...newerRun, state: 'claimed' })),
    ],
    [
      'claimed and perhaps out before: still perhaps out',
      delivery({ possibleDuplicate: true }),
      sameRun,
      takeOver(delivery({ ...sameRun, state: 'claimed', possibleDuplicate: true })),
    ],
    [
      'at its dot, unanswered: once more, in the same form',
      delivery({ state: 'dot' }),
      sameRun,
      takeOver(delivery({ ...sameRun, state: 'claimed', form: 'zip', possibleDuplicate: true })),
    ],
    [
      'at its dot for the second time: given up',
      delivery({ state: 'dot', possibleDuplicate: true }),
      sameRun,
      giveUp(delivery({ ...sameRun, state: 'unknown', form: 'zip', possibleDuplicate: true })),
    ],
    [
      'at its dot in a former run: given up, as nobody waits for the answer',
      delivery({ state: 'dot' }),
      newerRun,
      giveUp(delivery({ ...newerRun, state: 'unknown', form: 'zip' })),
    ],
  ];

  test.each(cases)('%s', (_name, latest, attempt, claim) => {
    expect(claimOf(latest, attempt)).toEqual(claim);
  });

  test('a mail that is taken over keeps what makes its bytes: number, Message-ID and date', () => {
    const claim = claimOf(delivery({ state: 'dot' }), sameRun);
    expect(claim).toMatchObject({ next: { no: 3, messageId: '<1.report.3@example.org>', dateMs: 500 } });
  });
});

function stop(because: 'accepted' | 'unknown' | 'refused' | 'closed' | 'newerRun'): Claim {
  return { act: 'stop', because };
}

function takeOver(next: Delivery): Claim {
  return { act: 'takeOver', next };
}

function giveUp(next: Delivery): Claim {
  return { act: 'giveUp', next };
}

describe('what giving up makes of it', () => {
  test.each([
    ['claimed', false, 'closed'],
    ['claimed', true, 'unknown'],
    ['dot', false, 'unknown'],
    ['dot', true, 'unknown'],
    ['accepted', false, null],
    ['refused', false, null],
    ['unknown', true, null],
    ['closed', false, null],
  ] as const)('%s (perhaps out before: %s): %s', (state, possibleDuplicate, then) => {
    const latest = delivery({ state, possibleDuplicate });
    expect(closingOf(latest)).toEqual(then === null ? null : { ...latest, state: then });
  });
});

describe('a late "accepted" is written over', () => {
  const own = delivery({ state: 'dot' });

  test.each([
    ['its own dot', delivery({ state: 'dot' }), true],
    ['a claim that somebody took meanwhile', delivery({ owner: 'second' }), true],
    ['an unknown', delivery({ state: 'unknown' }), true],
    ['not over the dot of another', delivery({ state: 'dot', owner: 'second' }), false],
    ['not over another number', delivery({ no: 4 }), false],
    ['not over a word that stands', delivery({ state: 'accepted' }), false],
    ['not over a refusal', delivery({ state: 'refused' }), false],
    ['not over a run that has closed', delivery({ state: 'closed' }), false],
  ])('%s', (_name, latest, may) => {
    expect(mayBecomeAccepted(latest, own)).toBe(may);
  });
});
