import { simpleParser, type ParsedMail } from 'mailparser';

interface Summary {
  readonly id: string;
  readonly time: string;
}

/** The inbox of the embedded stack, over its own web API. */
export function inbox(url: string) {
  const get = async (path: string) => {
    const response = await fetch(`${url}/api/email${path}`);
    if (!response.ok) throw new Error(`The inbox answered ${response.status} to ${path}.`);
    return response;
  };
  /** As it came over the wire. */
  const source = async (id: string) => Buffer.from(await (await get(`/${id}/download`)).arrayBuffer());

  /** Newest first. */
  const ids = async () => {
    const mails = (await (await get('')).json()) as Summary[];
    return mails.toSorted((a, b) => Date.parse(b.time) - Date.parse(a.time)).map(({ id }) => id);
  };
  return {
    ids,
    source,
    /** The newest mail of a report, whose Message-ID carries the last part of its id. */
    async mailOf(reportId: string): Promise<ParsedMail | null> {
      const ulid = reportId.split('.').at(-1) ?? '';
      for (const id of await ids()) {
        const mail = await simpleParser(await source(id));
        if (mail.messageId?.includes(ulid)) return mail;
      }
      return null;
    },
  };
}
