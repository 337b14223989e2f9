import { describe, expect, test } from 'vitest';
import { retryHintIn } from '../../adapters/mail/retry-hint.ts';

describe('the time that a server asks for', () => {
  test.each([
    ['450 4.7.1 <m@example.org>: Recipient address rejected: Greylisted for 300 seconds', 300],
    ['450 4.2.0 Greylisted, try again in 300 seconds', 300],
    ['451 4.7.1 Greylisting in action, please come back in 00:05:00', 300],
    ['451 4.7.1 greylisted for 1:00:30', 3_630],
    ['451 come back in 04:30', 270],
    ['450 4.7.1 Please retry in 5 minutes', 300],
    ['450 RETRY AFTER 5 MIN', 300],
    ['450 4.7.1 try again in 10m', 600],
    ['451 Retry-After: 90s', 90],
    ['421 4.7.0 too many mails, wait 1 hour', 3_600],
    ['451 wait 1 hour and 5 minutes', 3_900],
    ['451 try again in 2 minutes, 30 seconds.', 150],
    ['450 4.7.1 deferred for 180 secs', 180],
    ['450-4.7.1 You are greylisted.\n450-4.7.1 Please try\n450 4.7.1 again in\r\n450 4.7.1 300 seconds', 300],
  ])('%j: %i s', (response, seconds) => {
    expect(retryHintIn(response)).toBe(seconds * 1_000);
  });

  test.each([
    '450 4.2.0 <m@example.org>: Recipient address rejected: Greylisted, see http://postgrey.example.org/help/x.html',
    '451 4.7.1 try again later',
    '450 4.7.1 at most 100 mails in 24 hours',
    '451 4.3.0 retry 10.20.30.40 at 12:05:00',
    '450 listed since 2026-11-24 12:05:00',
    '450 try again in 300 messages',
    '450',
    '',
  ])('%j: none', (response) => {
    expect(retryHintIn(response)).toBeNull();
  });

  test('is found in a long text without delay', () => {
    const begun = performance.now();
    expect(retryHintIn(`450 ${'wait again 1 h, '.repeat(2_000)}${'again '.repeat(20_000)}`)).not.toBeNull();
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
