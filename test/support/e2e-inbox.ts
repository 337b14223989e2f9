import { simpleParser, type ParsedMail } from 'mailparser';
import { inbox } from '../../dev/inbox.ts';
import { stackSettings } from './e2e-scene.ts';

export interface ReceivedMail extends ParsedMail {
  /** Recipients of the envelope, which is what decides where a mail goes. */
  readonly envelopeTo: readonly string[];
  readonly source: Buffer;
}

interface Summary {
  readonly id: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly envelope?: { readonly to: readonly { readonly address: string }[] };
}

/** Every mail that the inbox holds about a report, the file and notices: their Message-IDs carry the end of its id. */
export async function mailsOf(reportId: string): Promise<ReceivedMail[]> {
  const url = stackSettings()['INBOX_URL'] ?? '';
  const summaries = (await (await fetch(`${url}/api/email`)).json()) as Summary[];
  const ulid = reportId.split('.').at(-1) ?? '';
  const own = summaries.filter(({ headers }) => String(headers?.['message-id']).includes(ulid));
  return Promise.all(
    own.map(async ({ id, envelope }) => {
      const source = await inbox(url).source(id);
      const envelopeTo = (envelope?.to ?? []).map(({ address }) => address);
      return { ...(await simpleParser(source)), envelopeTo, source };
    }),
  );
}
