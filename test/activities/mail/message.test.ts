import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { simpleParser, type AddressObject } from 'mailparser';
import { mailSize } from '../../../report/attachment-size.ts';
import { reply } from '../../support/smtp-script.ts';
import { SmtpServer } from '../../support/smtp-server.ts';
import { aMail, csvAttachment, limits, mailerOf } from './a-mail.ts';

const server = new SmtpServer();
beforeAll(() => server.start());
afterEach(() => server.allClosed().finally(() => server.forget()));
afterAll(() => server.stop());

async function received(mail = aMail()) {
  server.forget();
  expect((await mailerOf(server.url).send(mail, limits())).kind).toBe('accepted');
  const [one] = server.mails();
  if (one === undefined) throw new Error('no mail');
  return one;
}

describe('the envelope', () => {
  test('is our sender and exactly one recipient, and announces the size', async () => {
    const { from, to } = await received(aMail({ size: 17_000 }));
    expect({ from, to }).toEqual({ from: 'course-reports@example.org', to: ['mentor@example.org'] });
    expect(server.dialogues[0]?.commands).toContainEqual(expect.stringMatching(/^MAIL FROM:<\S+> SIZE=17000$/));
  });

  test('announces at least what is sent, for every form', async () => {
    for (const csv of ['', 'a,b\r\n', 'a,b\r\n'.repeat(200_000)]) {
      const attachment = csvAttachment(csv);
      const size = mailSize(attachment.bytes);
      const { message } = await received(aMail({ attachment, size }));
      expect(message.length).toBeLessThanOrEqual(size);
    }
  });

  test.for([
    'mentor@example.org, other@example.org',
    'mentor@example.org,other@example.org',
    'mentor@example.org\r\nRCPT TO:<other@example.org>',
    'mentor@example.org\nBcc: other@example.org',
    'mentor@example.org>\r\nRCPT TO:<other@example.org',
    'Other <other@example.org>',
    'team: mentor@example.org, other@example.org;',
    ' mentor@example.org',
    '',
  ])('takes nothing but one plain address: %j sends nothing at all', async (to) => {
    const sending = mailerOf(server.url).send(aMail({ to }), limits());
    const message = await sending.then(
      () => 'sent',
      (error: Error) => error.message,
    );
    expect(message).not.toBe('sent');
    expect(message).not.toContain('example.org');
    expect(server.dialogues.flatMap((one) => one.to)).toEqual([]);
    expect(server.mails()).toEqual([]);
  });

  test('carries a local part in an Indian script to a server that knows SMTPUTF8', async () => {
    server.play({ extensions: ['SMTPUTF8', 'SIZE 50000000'] });
    const result = await mailerOf(server.url).send(aMail({ to: 'मीनाक्षी@example.org' }), limits());
    expect(result.kind).toBe('accepted');
    expect(server.mails()[0]?.to).toEqual(['मीनाक्षी@example.org']);
    expect(server.dialogues[0]?.commands[1]).toMatch(/ SMTPUTF8\b/);
  });

  test('is refused for such a local part by a server that does not know it', async () => {
    server.play({ rcpt: reply('553 5.6.7 non-ASCII addresses are not permitted') });
    const result = await mailerOf(server.url).send(aMail({ to: 'मीनाक्षी@example.org' }), limits());
    expect(result).toEqual({ kind: 'rejected', reply: { code: 553, enhancedStatus: '5.6.7', at: 'RCPT' } });
  });
});

describe('the message', () => {
  test('says what it is, from whom, to whom and when', async () => {
    const { message, messageId } = await received();
    const mail = await simpleParser(message);
    expect(messageId).toBe('<01JZZZZZZZZZZZZZZZZZZZZZZZ.report.1@example.org>');
    expect(mail).toMatchObject({
      messageId,
      subject: 'Course progress: batch 1',
      text: 'The file is attached.\n',
      date: new Date('2026-07-01T06:30:00Z'),
    });
    expect(mail.from?.text).toBe('"Course reports" <course-reports@example.org>');
    expect((mail.to as AddressObject).value).toEqual([{ address: 'mentor@example.org', name: '' }]);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.has('x-mailer')).toBe(false);
  });

  test('ends with the attachment, whose bytes arrive as they were', async () => {
    const csv = '\uFEFFUser Name\r\n"మీనాక్షి, రావు"\r\n.\r\n..\r\n'.repeat(3_000);
    const { message } = await received(aMail({ attachment: csvAttachment(csv) }));
    const [attachment] = (await simpleParser(message)).attachments;
    expect(attachment?.content.equals(Buffer.from(csv))).toBe(true);
    expect(attachment?.contentType).toBe('text/csv');
    expect(message.lastIndexOf('Content-Type:')).toBe(message.lastIndexOf('Content-Type: text/csv'));
  });

  test('carries Indian scripts in subject, text and file name', async () => {
    const subject = 'Course progress: आधारभूत साक्षरता — తెలుగు, தமிழ், বাংলা, ಕನ್ನಡ'.repeat(3);
    const attachment = { ...csvAttachment('a\r\n'), fileName: 'प्रगति-రిపోర్టు.csv' };
    const { message } = await received(aMail({ subject, text: 'नमस्ते\n', attachment }));
    const mail = await simpleParser(message);
    expect(mail).toMatchObject({ subject, text: 'नमस्ते\n' });
    expect(mail.attachments[0]?.filename).toBe(attachment.fileName);
  });

  test.for(['x\r\nBcc: other@example.org', 'x\nBcc: other@example.org', 'x\rBcc: other@example.org'])(
    'gets no header out of a subject: %j',
    async (subject) => {
      const { message, to } = await received(aMail({ subject }));
      const mail = await simpleParser(message);
      expect(to).toEqual(['mentor@example.org']);
      expect(mail.bcc).toBeUndefined();
      expect(message.toString('latin1')).not.toMatch(/^Bcc:/im);
    },
  );

  test('is the same, byte for byte, for equal mails', async () => {
    const first = await received();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const second = await received();
    expect(second.message.equals(first.message)).toBe(true);
  });

  test('is the same however its attachment was cut into chunks', async () => {
    const csv = 'learner,50%\r\n'.repeat(20_000);
    const inChunks = (size: number) => ({
      ...csvAttachment(csv),
      content: async function* () {
        for (let at = 0; at < csv.length; at += size) yield Buffer.from(csv.slice(at, at + size));
      },
    });
    const whole = await received(aMail({ attachment: csvAttachment(csv) }));
    const cut = await received(aMail({ attachment: inChunks(1_013) }));
    expect(cut.message.equals(whole.message)).toBe(true);
  });

  test('differs in its boundaries from that of another delivery', async () => {
    const first = await received();
    const second = await received(aMail({ messageId: '<01JZZZZZZZZZZZZZZZZZZZZZZZ.report.2@example.org>' }));
    const boundaryOf = (message: Buffer) => /boundary="([^"]+)"/.exec(message.toString('latin1'))?.[1];
    expect(boundaryOf(first.message)).toBeDefined();
    expect(boundaryOf(second.message)).not.toBe(boundaryOf(first.message));
  });
});

describe('30 MB', () => {
  const PIECE = Buffer.alloc(512 * 1024, 'learner,50%\r\n');
  const PIECES = 60;

  test('are streamed: memory does not grow with them', async () => {
    const counting = await new SmtpServer({ keepsBody: false }).start();
    const attachment = {
      ...csvAttachment(''),
      bytes: PIECE.length * PIECES,
      content: async function* () {
        for (let no = 0; no < PIECES; no++) yield PIECE;
      },
    };
    const before = process.memoryUsage();
    let most = 0;
    const watch = setInterval(() => {
      const now = process.memoryUsage();
      most = Math.max(most, now.external - before.external + now.heapUsed - before.heapUsed);
    }, 5);
    try {
      const mail = aMail({ attachment, size: 45_000_000 });
      expect((await mailerOf(counting.url).send(mail, limits({ windowMs: 30_000 }))).kind).toBe('accepted');
    } finally {
      clearInterval(watch);
      await counting.stop();
    }
    expect(counting.dialogues[0]?.bodyBytes).toBeGreaterThan(40_000_000);
    // 124 MB when it was read whole; what is not collected yet counts too.
    expect(most / 1e6).toBeLessThan(60);
  });
});
