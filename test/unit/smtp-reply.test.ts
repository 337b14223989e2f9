import { describe, expect, test } from 'vitest';
import { enhancedStatusIn, refusalOf } from '../../report/smtp-reply.ts';

describe('what a refusing reply means', () => {
  test.each([
    [421, null, 'busy'],
    [450, '4.7.1', 'busy'],
    [451, null, 'busy'],
    [452, '4.2.2', 'busy'],
    [530, '5.7.0', 'login'],
    [534, null, 'login'],
    [535, '5.7.8', 'login'],
    [550, '5.1.1', 'address'],
    [550, '5.1.10', 'address'],
    [550, null, 'address'],
    [551, null, 'address'],
    [553, null, 'address'],
    [552, '5.2.2', 'address'],
    [550, '5.2.1', 'address'],
    [553, '5.6.7', 'address'],
    [550, '5.2.3', 'size'],
    [550, '5.1.7', 'policy'],
    [553, '5.1.8', 'policy'],
    [552, '5.3.4', 'size'],
    [554, '5.3.4', 'size'],
    [552, null, 'size'],
    [552, '5.7.0', 'policy'],
    [550, '5.7.1', 'policy'],
    [554, '5.7.1', 'policy'],
    [554, null, 'policy'],
    [550, '5.7.26', 'policy'],
    [500, null, 'policy'],
  ] as const)('%i %s: %s', (code, enhancedStatus, refusal) => {
    expect(refusalOf({ code, enhancedStatus })).toBe(refusal);
  });
});

describe('where in the dialogue it came, and what it means there', () => {
  test.each([
    ['RCPT', 550, null, 'address'],
    ['DATA', 550, null, 'policy'],
    ['MAIL', 550, null, 'policy'],
    ['CONN', 550, null, 'policy'],
    ['MAIL', 553, '5.1.0', 'policy'],
    ['RCPT', 550, '5.1.0', 'address'],
    ['DATA', 550, '5.1.10', 'address'],
    ['MAIL', 552, null, 'size'],
    ['RCPT', 552, null, 'size'],
    ['DATA', 552, null, 'size'],
  ] as const)('%s %i %s: %s', (at, code, enhancedStatus, refusal) => {
    expect(refusalOf({ code, enhancedStatus, at })).toBe(refusal);
  });
});

describe('the enhanced status of a reply', () => {
  test.each([
    ['550 5.1.1 no such user', '5.1.1'],
    ['550-5.7.26 This mail has been blocked\n550-5.7.26 see', '5.7.26'],
    ['450 4.2.0', '4.2.0'],
    ['250 2.0.0 OK', '2.0.0'],
    ['550 no such user', null],
    ['550 version 5.1.1 of the policy', null],
    ['552 5.3', null],
    ['', null],
  ])('%j: %s', (response, status) => {
    expect(enhancedStatusIn(response)).toBe(status);
  });
});
