import { request, type IncomingMessage } from 'node:http';
import type { FuzzAnswer } from './openapi-answers.ts';
import type { FuzzRequest } from './openapi-requests.ts';

/** Asks as it stands, where `fetch` would tidy up the address. Of a stream of events the first one is read. */
export function send(url: string, { operation, path, headers, body }: FuzzRequest): Promise<FuzzAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === null ? {} : { 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: operation.method, path, headers: { ...headers, ...length } }, (answer) => {
      bodyOf(answer).then((text) => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text });
        answer.destroy();
      }, reject);
    });
    sent.on('error', reject).end(body ?? undefined);
  });
}

async function bodyOf(answer: IncomingMessage): Promise<string> {
  const isStream = answer.headers['content-type'] === 'text/event-stream';
  let text = '';
  for await (const bytes of answer) {
    text += String(bytes);
    if (isStream && /^data: .*\n\n/m.test(text)) break;
  }
  return text;
}
