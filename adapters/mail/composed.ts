import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from '../../report/mail.ts';

export interface Sender {
  readonly name: string;
  readonly address: string;
}

/**
 * The message's bytes; the attachment stands last, and nothing in it depends on when or where it is made. Exchange takes a
 * second copy for the first one if Message-ID and submit time (Date) are equal.
 */
export function composed(from: Sender, mail: Mail): AsyncIterable<Buffer> {
  const { attachment } = mail;
  const composer = new MailComposer({
    from,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    date: new Date(mail.dateMs),
    baseBoundary: mail.messageId.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 40),
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
    attachments: attachment === null ? [] : [attachmentPart(attachment)],
  });
  return composer.compile().createReadStream() as AsyncIterable<Buffer>;
}

function attachmentPart({ fileName, contentType, content }: NonNullable<Mail['attachment']>) {
  return {
    filename: fileName,
    contentType,
    contentTransferEncoding: 'base64',
    content: Readable.from(content(), { objectMode: false }),
  };
}
