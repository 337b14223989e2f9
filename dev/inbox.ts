/** What the inbox's web API tells of a mail; headers and attachments only. */
export interface InboxMail {
  readonly id: string;
  readonly subject: string;
  readonly messageId: string;
  readonly to: readonly { readonly address: string }[];
  readonly text?: string;
  readonly html?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments?: readonly {
    readonly generatedFileName: string;
    readonly length: number;
    readonly contentType: string;
  }[];
}

/** The inbox of the embedded stack, over its own API. */
export function inbox(url: string) {
  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`);
    if (!response.ok) throw new Error(`The inbox answered ${response.status} to ${path}.`);
    return response;
  };
  return {
    mails: async () => (await (await get('/api/email')).json()) as InboxMail[],
    attachment: async (mail: InboxMail, fileName: string) => {
      const response = await get(`/api/email/${mail.id}/attachment/${encodeURIComponent(fileName)}`);
      return Buffer.from(await response.arrayBuffer());
    },
    source: async (mail: InboxMail) => (await get(`/api/email/${mail.id}/source`)).text(),
  };
}
