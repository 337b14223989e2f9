import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface TelemetryBody {
  readonly id: string;
  readonly ver: string;
  readonly params: { readonly msgid: string };
  readonly ets: number;
  readonly events: readonly { readonly mid: string; readonly ets: number }[];
}

export interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: TelemetryBody;
}

/** A telemetry service that answers as it is told: a status, or `hangUp` in the middle, or `never`. */
export class TelemetryServer {
  readonly received: Received[] = [];
  /** Answers to come, then 200. */
  readonly answers: (number | 'hangUp' | 'never')[] = [];
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url: path, headers } = request;
    this.received.push({ method, path, headers, body: (await json(request)) as TelemetryBody });
    const answer = this.answers.shift() ?? 200;
    if (answer === 'never') return;
    if (answer === 'hangUp') request.socket.destroy();
    else response.writeHead(answer, { location: '/elsewhere' }).end('{"params":{"status":"whatever"}}');
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/data/v1/telemetry`;
  }

  get mids(): string[][] {
    return this.received.map(({ body }) => body.events.map(({ mid }) => mid));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
