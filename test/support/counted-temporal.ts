import { once } from 'node:events';
import {
  connect,
  constants,
  createServer,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';

/** A way to Temporal that counts the calls through it. */
export interface CountedTemporal extends AsyncDisposable {
  readonly address: string;
  /** So far, by the method's name. */
  readonly calls: ReadonlyMap<string, number>;
}

/** @param address of the server, host:port */
export async function countedTemporal(address: string): Promise<CountedTemporal> {
  const calls = new Map<string, number>();
  const temporal = connect(`http://${address}`);
  const server = createServer();
  const sessions = new Set<Http2Session>();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream, headers) => {
    const method = headers[':path']?.split('/').at(-1) ?? '';
    calls.set(method, (calls.get(method) ?? 0) + 1);
    const onward = temporal.request(headers);
    onward.on('error', () => stream.close(constants.NGHTTP2_CANCEL));
    stream.on('error', () => undefined);
    stream.on('close', () => onward.close(constants.NGHTTP2_CANCEL));
    onward.on('response', (answer, flags) => answerWith(stream, answer, flags));
    onward.on('trailers', (trailers) => stream.once('wantTrailers', () => stream.sendTrailers(trailers)));
    stream.pipe(onward).pipe(stream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    [Symbol.asyncDispose]: async () => {
      for (const session of [temporal, ...sessions]) session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerWith(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, flags: number): void {
  const isAll = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
  stream.respond(headers, isAll ? { endStream: true } : { waitForTrailers: true });
}
