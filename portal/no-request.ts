import type { ConnectionError, FastifyReply, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import { ReportError } from '../report/errors.ts';
import { answerError, problemOf } from './problem.ts';

/** An address that cannot be decoded finds no route, and none of the hooks that add headers. */
export function answerNoAddress(_: Error, request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('x-content-type-options', 'nosniff');
  void answerError(new ReportError('RequestInvalid', { what: 'its address cannot be decoded' }), request, reply);
}

const WHAT: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'its headers are larger than 16 KB',
  ERR_HTTP_REQUEST_TIMEOUT: 'it did not arrive in time',
};

/** What is no HTTP becomes no request: it is answered on the bare connection, which ends with that. */
export function answerNoHttp({ code }: ConnectionError, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const body = JSON.stringify(problemOf(new ReportError('RequestInvalid', { what: WHAT[code] ?? 'it is no HTTP' })));
  const head = [
    'HTTP/1.1 400 Bad Request',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  // Not only ended: nobody would watch over a half that the other side keeps open.
  socket.destroySoon();
}
