import { describe, expect, test } from 'vitest';
import { resultOfError } from '../../adapters/mail/known-errors.ts';

/** As nodemailer 10.6 makes them; the tests of test/activities/mail get the same ones from a real dialogue. */
const fault = (fields: object) => Object.assign(new Error('450 <mentor@example.org> later'), fields);

describe('an error after the last bytes have left', () => {
  test('with a code of the server is its word', () => {
    const error = fault({
      code: 'EMESSAGE',
      command: 'DATA',
      responseCode: 451,
      response: '451 4.3.0 <m@example.org> no',
    });
    expect(resultOfError(error, true)).toEqual({
      kind: 'rejected',
      reply: { code: 451, enhancedStatus: '4.3.0', at: 'DATA' },
    });
  });

  test.for(['ESOCKET', 'ETIMEDOUT', 'ECONNECTION', 'ABORT_ERR'])('%s without a code: nobody knows', (code) => {
    expect(resultOfError(fault({ code, command: 'CONN' }), true)).toEqual({ kind: 'unknown' });
  });
});

describe('an error before', () => {
  test.for(['ESOCKET', 'ETIMEDOUT', 'ECONNECTION', 'EDNS', 'ETLS', 'ABORT_ERR'])('%s: not sent', (code) => {
    expect(resultOfError(fault({ code, command: 'CONN' }), false)).toEqual({ kind: 'notSent' });
  });

  test('a size that the server has said it does not take', () => {
    expect(resultOfError(fault({ code: 'EMESSAGE', command: 'MAIL FROM' }), false)).toEqual({ kind: 'tooLarge' });
  });

  test('a login that cannot even be tried', () => {
    expect(resultOfError(fault({ code: 'EAUTH', command: 'API' }), false)).toEqual({
      kind: 'rejected',
      reply: { code: 535, enhancedStatus: null },
    });
  });

  test.for([null, undefined, 'text', 7])('%s is not sent', (error) => {
    expect(resultOfError(error, false)).toEqual({ kind: 'notSent' });
  });
});

test.each([
  ['CONN', 'CONN'],
  ['EHLO', 'CONN'],
  ['AUTH PLAIN', 'CONN'],
  ['MAIL FROM', 'MAIL'],
  ['RCPT TO', 'RCPT'],
  ['DATA', 'DATA'],
  [undefined, 'CONN'],
])('an answer to %s is kept as one to %s', (command, at) => {
  const result = resultOfError(fault({ command, responseCode: 550, response: '550 no' }), false);
  expect(result).toEqual({ kind: 'rejected', reply: { code: 550, enhancedStatus: null, at } });
});

test('of a time that the server names only the number is kept, and only of a refusal for now', () => {
  const reply = (responseCode: number) =>
    resultOfError(fault({ responseCode, response: `${responseCode} <mentor@example.org> retry in 5 minutes` }), false);
  expect(reply(450)).toMatchObject({ reply: { retryAfterMs: 300_000 } });
  expect(JSON.stringify(reply(450))).not.toMatch(/mentor|minutes/);
  expect(reply(550)).not.toHaveProperty('reply.retryAfterMs');
});

test('no text of a server or an address comes through', () => {
  const error = fault({ code: 'EENVELOPE', responseCode: 550, response: '550 5.1.1 <mentor@example.org> unknown' });
  expect(JSON.stringify(resultOfError(error, false))).not.toMatch(/mentor|unknown/);
});
