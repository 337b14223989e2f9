import { describe, expect, test } from 'vitest';
import {
  type Attempt,
  type Claim,
  claimOf,
  closingOf,
  type Delivery,
  leftOf,
  mayBecomeAccepted,
  numberFor,
  type Numbering,
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
    resendId: null,
    leftBefore: null,
    ...set,
  };
}

const sameRun: Attempt = { owner: 'second', runId: 'run-1', runStartedMs: 1_000, form: 'csv', resendId: null };
const newerRun: Attempt = { ...sameRun, runId: 'run-2', runStartedMs: 2_000 };
const olderRun: Attempt = { ...sameRun, runId: 'run-0', runStartedMs: 500 };

const resend: Attempt = { ...newerRun, resendId: 'resend-1' };
const resent = (set: Partial<Delivery> = {}) => delivery({ resendId: 'resend-1', ...set });

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

describe('what the report itself may do once there was a re-send', () => {
  const soon = { ...newerRun, runStartedMs: 1_000 + 30 * 60_000 };
  const later = { ...newerRun, runStartedMs: 1_001 + 30 * 60_000 };
  const cases: [string, Delivery, Attempt, Claim][] = [
    ['accepted: nothing, ever again', resent({ state: 'accepted' }), newerRun, stop('accepted')],
    ['unknown: nothing, ever again', resent({ state: 'unknown' }), newerRun, stop('unknown')],
    ['claimed: its end is waited for', resent(), newerRun, { act: 'wait' }],
    ['at its dot: its end is waited for', resent({ state: 'dot' }), newerRun, { act: 'wait' }],
    ['claimed by a newer run: its end is waited for, too', resent(), olderRun, { act: 'wait' }],
    ['as long as a re-send can last', resent(), soon, { act: 'wait' }],
    ['longer than that: taken over', resent(), later, takeOver(delivery({ ...later, state: 'claimed' }))],
    ['closed: the next number', resent({ state: 'closed' }), newerRun, { act: 'open', no: 4 }],
    ['refused: the next number', resent({ state: 'refused' }), newerRun, { act: 'open', no: 4 }],
    ['closed by a newer run', resent({ state: 'closed' }), olderRun, stop('newerRun')],
    [
      'closed, and the report had left before',
      resent({ state: 'closed', leftBefore: 'accepted' }),
      newerRun,
      stop('accepted'),
    ],
    [
      'refused, and the report may have left before',
      resent({ state: 'refused', leftBefore: 'unknown' }),
      newerRun,
      stop('unknown'),
    ],
    ['claimed, and the report had left before', resent({ leftBefore: 'accepted' }), newerRun, stop('accepted')],
  ];

  test.each(cases)('%s', (_name, latest, attempt, claim) => {
    expect(claimOf(latest, attempt)).toEqual(claim);
  });
});

describe('what a re-send may do about the number that its first step has taken', () => {
  const own = { owner: 'second', runId: 'run-2', runStartedMs: 2_000 };
  const cases: [string, Delivery, Attempt, Claim][] = [
    [
      'claimed: sent, whatever has left before',
      resent({ leftBefore: 'accepted' }),
      resend,
      takeOver(resent({ ...own, form: 'csv', leftBefore: 'accepted' })),
    ],
    ['accepted: nothing, ever again', resent({ state: 'accepted' }), resend, stop('accepted')],
    ['unknown: nothing, ever again', resent({ state: 'unknown' }), resend, stop('unknown')],
    ['closed by its own run', resent({ state: 'closed', runId: 'run-2' }), resend, stop('closed')],
    ['closed by a former run: its first step takes the next', resent({ state: 'closed' }), resend, stop('closed')],
    ['refused to its own run', resent({ state: 'refused', runId: 'run-2' }), resend, stop('refused')],
    [
      'at its dot in its own run: once more',
      resent({ ...own, state: 'dot' }),
      resend,
      takeOver(resent({ ...own, possibleDuplicate: true })),
    ],
    [
      'at its dot in a former run: given up',
      resent({ state: 'dot' }),
      resend,
      giveUp(resent({ ...own, state: 'unknown' })),
    ],
    [
      'another re-send has come after it',
      delivery({ resendId: 'resend-2', state: 'closed' }),
      resend,
      stop('newerRun'),
    ],
    ['the report itself has come after it', delivery({ state: 'closed' }), resend, stop('newerRun')],
  ];

  test.each(cases)('%s', (_name, latest, attempt, claim) => {
    expect(claimOf(latest, attempt)).toEqual(claim);
  });
});

describe('which number a re-send takes', () => {
  const cases: [string, Delivery | null, Numbering][] = [
    ['nothing was ever sent: the first', null, { act: 'open', no: 1, leftBefore: null }],
    [
      'sent: the next, which remembers it',
      delivery({ state: 'accepted' }),
      { act: 'open', no: 4, leftBefore: 'accepted' },
    ],
    [
      'perhaps sent: the next, which remembers it',
      delivery({ state: 'unknown' }),
      { act: 'open', no: 4, leftBefore: 'unknown' },
    ],
    ['closed: the next', delivery({ state: 'closed' }), { act: 'open', no: 4, leftBefore: null }],
    ['refused: the next', delivery({ state: 'refused' }), { act: 'open', no: 4, leftBefore: null }],
    [
      'another re-send has failed after the report was sent',
      delivery({ resendId: 'resend-0', state: 'refused', leftBefore: 'accepted' }),
      { act: 'open', no: 4, leftBefore: 'accepted' },
    ],
    ['an ended run has left its claim', delivery(), { act: 'close', next: delivery({ state: 'closed' }) }],
    [
      'an ended run has left its dot',
      delivery({ state: 'dot' }),
      { act: 'close', next: delivery({ state: 'unknown' }) },
    ],
    [
      'a re-send that was terminated has left its claim',
      delivery({ resendId: 'resend-0' }),
      { act: 'close', next: delivery({ resendId: 'resend-0', state: 'closed' }) },
    ],
    ['taken by an earlier attempt', resent({ runId: 'run-2' }), { act: 'keep' }],
    ['taken, and closed since', resent({ runId: 'run-2', state: 'closed' }), { act: 'keep' }],
    ['taken by a former run of this re-send', resent(), { act: 'keep' }],
    ['sent by a former run of this re-send', resent({ state: 'accepted' }), { act: 'keep' }],
    ['perhaps sent by a former run of this re-send', resent({ state: 'unknown' }), { act: 'keep' }],
    ['refused to a former run of this re-send', resent({ state: 'refused' }), { act: 'open', no: 4, leftBefore: null }],
    [
      'closed by a former run, after the report was sent',
      resent({ state: 'closed', leftBefore: 'accepted' }),
      { act: 'open', no: 4, leftBefore: 'accepted' },
    ],
    ['a newer re-send has been here', delivery({ resendId: 'resend-2', runStartedMs: 3_000 }), { act: 'stop' }],
  ];

  test.each(cases)('%s', (_name, latest, numbering) => {
    expect(numberFor(latest, resend)).toEqual(numbering);
  });
});

describe('what has left of a report', () => {
  test.each([
    ['accepted', null, 'accepted'],
    ['unknown', null, 'unknown'],
    ['unknown', 'accepted', 'accepted'],
    ['closed', 'unknown', 'unknown'],
    ['claimed', 'accepted', 'accepted'],
    ['refused', null, null],
    ['dot', null, null],
  ] as const)('now %s, before %s: %s', (state, leftBefore, left) => {
    expect(leftOf(resent({ state, leftBefore }))).toBe(left);
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
    expect(closingOf(latest, null)).toEqual(then === null ? null : { ...latest, state: then });
  });

  test.each([
    ['a re-send', 'the report', resent(), null],
    ['the report', 'a re-send', delivery(), 'resend-1'],
    ['a re-send', 'another', resent(), 'resend-2'],
  ] as const)('what %s has claimed is not for %s to close', (_owner, _who, latest, resendId) => {
    expect(closingOf(latest, resendId)).toBeNull();
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
