import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { isOutcome, type ReportStatus } from '../../report/status.ts';
import { FACTS, report } from './page-reports.ts';

export const TOKEN = 'good-token';

/** As strict as the portal's: nothing but our own files. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly afterMs?: number;
}

/** `POST /v1/reports`, with `:id` for a report's id. */
export interface Call {
  readonly route: string;
  readonly query: string;
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
}

/** The page's files with a portal behind them that does as it is told: every state can be had, at the moment one wants it. */
export class PagePortal {
  facts = FACTS;
  reports: ReportStatus[] = [];
  /** What the next press starts. */
  begins: ReportStatus = report();
  file = Buffer.from('External ID,User ID\r\n');
  ratio: unknown = null;
  token = TOKEN;
  readonly calls: Call[] = [];
  readonly #answers = new Map<string, Answer[]>();
  readonly #followers = new Set<{ reportId: string; response: ServerResponse }>();
  readonly #server: Server = createServer((request, response) => void this.#serve(request, response));

  static async start(): Promise<PagePortal> {
    const portal = new PagePortal();
    await new Promise<void>((resolve) => portal.#server.listen(0, '127.0.0.1', resolve));
    return portal;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** As new, for the next test. */
  reset(): void {
    this.dropStreams();
    const { facts, reports, begins, file, ratio, token } = new PagePortal();
    Object.assign(this, { facts, reports, begins, file, ratio, token });
    this.calls.length = 0;
    this.#answers.clear();
  }

  /** The next answers of a route, each given once, before it answers as usual again. */
  next(route: string, ...answers: Answer[]): void {
    this.#answers.set(route, [...(this.#answers.get(route) ?? []), ...answers]);
  }

  callsOf(route: string): Call[] {
    return this.calls.filter((call) => call.route === route);
  }

  /** Where a report stands now: told to its followers, and to whoever asks. */
  tell(status: ReportStatus): void {
    const others = this.reports.filter(({ reportId }) => reportId !== status.reportId);
    this.reports = [status, ...others];
    for (const { reportId, response } of this.#followers) if (reportId === status.reportId) write(response, status);
  }

  /** As when a proxy gives up or a worker is restarted. */
  dropStreams(): void {
    for (const { response } of this.#followers) response.destroy();
    this.#followers.clear();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '/', this.url);
    if (!pathname.startsWith('/v1/')) return serveFile(pathname, response);
    const [, reportId = ''] = /^\/v1\/reports\/([^/]+)/.exec(pathname) ?? [];
    const route = `${request.method} ${reportId === '' ? pathname : pathname.replace(reportId, ':id')}`;
    const body: unknown = JSON.parse((await text(request)) || 'null');
    this.calls.push({ route, query: search, body, headers: request.headers });
    const planned = this.#answers.get(route)?.shift();
    if (planned !== undefined) return give(response, planned);
    if (request.headers.authorization !== `Bearer ${this.token}`)
      return give(response, { status: 401, body: { code: 'Unauthenticated' } });
    return this.#usual(route, reportId, response);
  }

  #usual(route: string, reportId: string, response: ServerResponse): Promise<void> | void {
    const status = this.reports.find((known) => known.reportId === reportId);
    switch (route) {
      case 'GET /v1/batches':
        return give(response, { status: 200, body: this.facts });
      case 'GET /v1/reports':
        return give(response, { status: 200, body: { reports: this.reports } });
      case 'POST /v1/reports':
        this.tell(this.begins);
        return give(response, { status: 202, body: this.begins });
      case 'GET /v1/reports/:id/events':
        return this.#stream(reportId, response, status);
      case 'GET /v1/reports/:id/file':
        response.writeHead(200, { 'content-type': 'text/csv', 'content-length': this.file.length });
        return void response.end(this.file);
      case 'POST /v1/reports/:id/resend':
        return give(response, { status: 202, body: { ...status, status: 'sent' } });
      case 'DELETE /v1/reports/:id':
        if (status !== undefined) this.tell({ ...status, status: 'cancelled', finishedAt: new Date().toISOString() });
        return give(response, { status: 202, body: status });
      case 'GET /v1/download-ratio':
        return give(response, { status: 200, body: this.ratio });
      default:
        return give(response, { status: 404, body: { code: 'PathNotFound' } });
    }
  }

  #stream(reportId: string, response: ServerResponse, status: ReportStatus | undefined): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(':\n\n');
    const follower = { reportId, response };
    this.#followers.add(follower);
    response.once('close', () => this.#followers.delete(follower));
    if (status !== undefined) write(response, status);
  }
}

function write(response: ServerResponse, status: ReportStatus): void {
  const id = `${status.status}-${status.rows ?? 0}`;
  response.write(`id: ${id}\nevent: status\ndata: ${JSON.stringify(status)}\n\n`);
  if (isOutcome(status.status)) response.end();
}

async function give(response: ServerResponse, { status, body, headers = {}, afterMs = 0 }: Answer): Promise<void> {
  await sleep(afterMs);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body ?? {}));
}

async function serveFile(path: string, response: ServerResponse): Promise<void> {
  const name = path === '/' ? 'index.html' : path.slice(1);
  const content = await readFile(join(CHECKOUT, 'portal/page', name)).catch(() => null);
  response.writeHead(content === null ? 404 : 200, {
    'content-type': TYPES[extname(name)] ?? 'text/plain',
    'content-security-policy': CSP,
  });
  response.end(content ?? '');
}
