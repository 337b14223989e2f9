import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { unzip } from './e2e-csv.ts';
import type { ReceivedMail } from './smtp-server.ts';

/** SHA-256 of the CSV in a mail, zipped or not; `null` = it has none. */
export async function mailedCsvSha256({ message }: Pick<ReceivedMail, 'message'>): Promise<string | null> {
  const [attachment] = (await simpleParser(message)).attachments;
  if (attachment === undefined) return null;
  const { content, filename = '' } = attachment;
  const csv = filename.endsWith('.zip') ? (await unzip(content)).first : content;
  return createHash('sha256').update(csv).digest('hex');
}
