import type { SmtpScript } from './smtp-script.ts';
import { SmtpServer } from './smtp-server.ts';

/** A mail server that plays these scripts, a connection each, and is well after them; ended by `await using`. */
export async function mailServer(...scripts: SmtpScript[]): Promise<SmtpServer & AsyncDisposable> {
  const server = await new SmtpServer().start();
  server.play(...scripts);
  return Object.assign(server, { [Symbol.asyncDispose]: () => server.stop() });
}

/** The same at every connection that a test can live to see. */
export function always(script: SmtpScript): SmtpScript[] {
  return Array.from({ length: 100 }, () => script);
}
